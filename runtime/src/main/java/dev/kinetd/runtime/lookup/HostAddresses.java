package dev.kinetd.runtime.lookup;

import dev.kinetd.runtime.admission.Source;
import java.util.List;

/**
 * The addresses of a name.
 *
 * @param canonicalName what the name is an alias of, or the name itself; null without addresses
 * @param addresses IPv4 before IPv6 where DNS says them; empty when the name has none
 * @param failed whether nobody answered, so that it may have some
 */
public record HostAddresses(String canonicalName, List<Source> addresses, boolean failed) {

  static final HostAddresses NONE = new HostAddresses(null, List.of(), false);
  static final HostAddresses FAILED = new HostAddresses(null, List.of(), true);

  static HostAddresses found(String canonicalName, List<Source> addresses) {
    return new HostAddresses(canonicalName, List.copyOf(addresses), false);
  }
}
