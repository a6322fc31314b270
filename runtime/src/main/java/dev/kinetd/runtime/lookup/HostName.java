package dev.kinetd.runtime.lookup;

import java.util.regex.Pattern;

/** What may be the name of a host: the C library returns no other from DNS. */
final class HostName {

  private static final int MOST = 253;
  private static final Pattern NAME =
      Pattern.compile("(?!-)[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*");

  private HostName() {}

  /** Whether the name, without a final dot, is one. */
  static boolean is(String name) {
    return name.length() <= MOST && NAME.matcher(name).matches();
  }
}
