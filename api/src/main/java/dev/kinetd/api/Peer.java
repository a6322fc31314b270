package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Some clients of a rule: exactly one of a network, a host pattern and the pods of Kubernetes.
 *
 * @param cidr a network, as {@code 192.0.2.0/24} or {@code 2001:db8::/32}, no bit set behind its
 *     length
 * @param host a host name, a {@code .suffix} of names, or one of LOCAL (a name without a dot),
 *     KNOWN (any name), UNKNOWN (no name), PARANOID (a name that does not lead back to the address)
 * @param pods pods by their labels, {@code {}} for all. Without namespaces: those of the rule's own
 *     namespace. Only in Kubernetes
 * @param namespaces namespaces by their labels, {@code {}} for all: the pods are those in them.
 *     Without pods: all pods in them. Only in Kubernetes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "[has(self.cidr), has(self.host), has(self.pods) || has(self.namespaces)].filter(given,"
            + " given).size() == 1",
    message =
        "give exactly one of cidr, host and pods in each entry; namespaces go with pods, or stand"
            + " alone")
public record Peer(
    @Size(min = 1, max = 64)
        @ValidationRule(
            value =
                "self.matches('^([0-9]{1,3}([.][0-9]{1,3}){3}/([12]?[0-9]|3[0-2])"
                    + "|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*/([1-9]?[0-9]|1[01][0-9]|12[0-8]))$')",
            message =
                "this is not a network: write it as 192.0.2.0/24 or 2001:db8::/32, one address as"
                    + " 192.0.2.7/32")
        String cidr,
    @Size(min = 1, max = 253)
        @ValidationRule(
            value =
                "self in ['LOCAL', 'KNOWN', 'UNKNOWN', 'PARANOID'] ||"
                    + " !self.matches('^(?i)(local|known|unknown|paranoid|all)$')",
            message =
                "this could be a name or a wildcard: write LOCAL, KNOWN, UNKNOWN or PARANOID;"
                    + " everybody is cidr: 0.0.0.0/0, and cidr: ::/0")
        @ValidationRule(
            value = "!self.contains(':') && !self.matches('(^|[.])([0-9]+|0[xX][0-9a-fA-F]*)$')",
            message = "this is an address, not a name: write a cidr in place of host")
        @ValidationRule(
            value =
                "self.matches('^[.]?[A-Za-z0-9_]([-A-Za-z0-9_]*[A-Za-z0-9_])?"
                    + "([.][A-Za-z0-9_]([-A-Za-z0-9_]*[A-Za-z0-9_])?)*$')",
            message =
                "this is not a host pattern: write a host name, .suffix, LOCAL, KNOWN, UNKNOWN or"
                    + " PARANOID")
        String host,
    Selector pods,
    Selector namespaces) {

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
