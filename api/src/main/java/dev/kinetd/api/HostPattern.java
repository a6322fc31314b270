package dev.kinetd.api;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What may stand as a {@code host} in an AccessRule: a part of what hosts_access(5) knows. */
public final class HostPattern {

  /** A known name without a dot. */
  public static final String LOCAL = "LOCAL";

  /** A known name. */
  public static final String KNOWN = "KNOWN";

  /** No name. */
  public static final String UNKNOWN = "UNKNOWN";

  /** A name that does not lead back to the client's address. */
  public static final String PARANOID = "PARANOID";

  private static final Set<String> WILDCARDS = Set.of(LOCAL, KNOWN, UNKNOWN, PARANOID);
  private static final int MAX_LENGTH = 253;
  private static final Pattern NAME =
      Pattern.compile(
          "\\.?[A-Za-z0-9_]([-A-Za-z0-9_]*[A-Za-z0-9_])?"
              + "(\\.[A-Za-z0-9_]([-A-Za-z0-9_]*[A-Za-z0-9_])?)*");
  private static final Pattern NUMERIC_END = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)");

  private HostPattern() {}

  /** Whether the pattern is one of the four words in capitals. */
  public static boolean isWildcard(String pattern) {
    return WILDCARDS.contains(pattern);
  }

  /** Whether the pattern may stand in a rule. */
  public static boolean isValid(String pattern) {
    return check("", pattern) == null;
  }

  /** What is wrong with a pattern, or null. */
  static Finding check(String field, String pattern) {
    String shown = "\"" + Printable.of(pattern) + "\" ";
    String upper = pattern.toUpperCase(Locale.ROOT);
    if (isWildcard(pattern)) {
      return null;
    }
    if (WILDCARDS.contains(upper)) {
      return Finding.error(null, field, shown + "could be a name or a wildcard", "write " + upper);
    }
    if (upper.equals("ALL")) {
      return Finding.error(
          null, field, shown + "is no name", "write cidr: 0.0.0.0/0, and cidr: ::/0");
    }
    // A name that ends in a number is an address to every program that reads names.
    if (pattern.indexOf(':') >= 0 || NUMERIC_END.matcher(pattern).matches()) {
      return Finding.error(
          null, field, shown + "is an address, not a name", "write a cidr in place of host");
    }
    if (pattern.length() > MAX_LENGTH || !NAME.matcher(pattern).matches()) {
      return Finding.error(
          null,
          field,
          shown + "is not a host pattern",
          "write a host name, .suffix, LOCAL, KNOWN, UNKNOWN or PARANOID");
    }
    return null;
  }
}
