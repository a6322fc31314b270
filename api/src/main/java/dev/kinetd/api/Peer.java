package dev.kinetd.api;

/**
 * Some clients of a rule: exactly one of a network and a host pattern.
 *
 * @param cidr a network, see {@link Cidr}
 * @param host a host name, {@code .suffix}, or a wildcard, see {@link HostPattern}
 */
public record Peer(String cidr, String host) {

  public static Peer ofCidr(String cidr) {
    return new Peer(cidr, null);
  }

  public static Peer ofHost(String host) {
    return new Peer(null, host);
  }
}
