package dev.kinetd.api;

import java.util.Map;

/**
 * The Kubernetes Service through which a service is reached; ignored outside Kubernetes.
 *
 * @param type ClusterIP by default
 * @param annotations of the Service
 * @param labels of the Service, beside those that the operator sets
 * @param externalTrafficPolicy only for NodePort and LoadBalancer; Local by default, which keeps
 *     the client's address for access rules
 * @param nodePort 1 to 65535, within the cluster's range; only for NodePort and LoadBalancer.
 *     Absent means any
 * @param loadBalancerClass which load balancer is to serve it; only for LoadBalancer. Absent means
 *     the cluster's own
 */
public record KubernetesService(
    ServiceType type,
    Map<String, String> annotations,
    Map<String, String> labels,
    TrafficPolicy externalTrafficPolicy,
    Integer nodePort,
    String loadBalancerClass) {

  static final KubernetesService DEFAULT =
      new KubernetesService(null, null, null, null, null, null);

  public KubernetesService {
    type = type == null ? ServiceType.ClusterIP : type;
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    labels = labels == null ? Map.of() : Map.copyOf(labels);
  }

  /**
   * The policy in force: the one that was written, else Local where clients may come from outside
   * the cluster, and null where none can.
   */
  public TrafficPolicy effectiveTrafficPolicy() {
    return externalTrafficPolicy == null && type != ServiceType.ClusterIP
        ? TrafficPolicy.Local
        : externalTrafficPolicy;
  }
}
