package dev.kinetd.runtime.resolve;

import dev.kinetd.api.Family;
import dev.kinetd.api.InetdServiceSpec;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The addresses that a service for a port listens on. */
final class LocalAddresses {

  private static final String FIELD = "spec.addresses";

  private LocalAddresses() {}

  static Set<InetAddress> of(InetdServiceSpec spec, Machine machine, ServiceFindings says) {
    if (spec.addresses().isEmpty()) {
      return all(spec.family(), machine, says);
    }
    var addresses = new LinkedHashSet<InetAddress>();
    for (String host : spec.addresses()) {
      addresses.addAll(lookUp(host, spec.family(), says));
    }
    return addresses;
  }

  private static Set<InetAddress> all(Family family, Machine machine, ServiceFindings says) {
    var addresses = new LinkedHashSet<InetAddress>();
    if (family != Family.IPv6) {
      addresses.add(wildcard(4));
    }
    if (family != Family.IPv4 && machine.ipv6()) {
      addresses.add(wildcard(16));
    }
    // Without IPv6 in the kernel, a service for both is one for IPv4 and nobody misses anything.
    if (addresses.isEmpty()) {
      says.error("spec.family", "this machine has no IPv6", "choose family IPv4 or Dual");
    }
    return addresses;
  }

  private static List<InetAddress> lookUp(String host, Family family, ServiceFindings says) {
    List<InetAddress> found;
    try {
      found = Arrays.asList(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      says.error(
          FIELD,
          "host " + ServiceFindings.quote(host) + " does not resolve",
          "correct it, or make the name known to this machine");
      return List.of();
    }
    List<InetAddress> fitting = found.stream().filter(address -> fits(address, family)).toList();
    if (fitting.isEmpty()) {
      says.error(
          FIELD,
          "host " + ServiceFindings.quote(host) + " has no " + family + " address",
          "name another host, or choose another family");
    }
    return fitting;
  }

  private static boolean fits(InetAddress address, Family family) {
    return family == Family.Dual || (family == Family.IPv4) == address instanceof Inet4Address;
  }

  /** All addresses of the version whose addresses have that many bytes. */
  static InetAddress wildcard(int bytes) {
    try {
      return InetAddress.getByAddress(new byte[bytes]);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
