package dev.kinetd.api;

/**
 * Some clients of a rule: exactly one of a network, a host pattern and the pods of Kubernetes.
 *
 * @param cidr a network, see {@link Cidr}
 * @param host a host name, {@code .suffix}, or a wildcard, see {@link HostPattern}
 * @param pods chosen by their labels; only in Kubernetes
 * @param namespaces of the pods, chosen by their labels; without {@code pods} all pods of them.
 *     Absent means the rule's own namespace. Only in Kubernetes
 */
public record Peer(String cidr, String host, Selector pods, Selector namespaces) {

  public static Peer ofCidr(String cidr) {
    return new Peer(cidr, null, null, null);
  }

  public static Peer ofHost(String host) {
    return new Peer(null, host, null, null);
  }

  /** Whether it names pods, whose addresses only the operator knows. */
  public boolean namesPods() {
    return pods != null || namespaces != null;
  }
}
