package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/**
 * The Kubernetes Service through which a service is reached; ignored outside Kubernetes.
 *
 * @param type how the Service is reached
 * @param annotations annotations of the Service
 * @param labels labels of the Service, beside those that the operator sets
 * @param externalTrafficPolicy only for type NodePort and LoadBalancer. Absent means Local there,
 *     which keeps the client's address for access rules
 * @param nodePort a port of every node, out of the cluster's range; only for type NodePort and
 *     LoadBalancer. Absent means any that is free
 * @param loadBalancerClass which load balancer is to serve it; only for type LoadBalancer. Absent
 *     means the cluster's own
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "!has(self.externalTrafficPolicy) || self.type != 'ClusterIP'",
    message = "externalTrafficPolicy needs type NodePort or LoadBalancer")
@ValidationRule(
    value = "!has(self.nodePort) || self.type != 'ClusterIP'",
    message = "nodePort needs type NodePort or LoadBalancer")
@ValidationRule(
    value = "!has(self.loadBalancerClass) || self.type == 'LoadBalancer'",
    message = "loadBalancerClass needs type LoadBalancer")
public record KubernetesService(
    @Default("ClusterIP") ServiceType type,
    @Size(max = 64) Map<String, @Size(max = 16384) String> annotations,
    @Size(max = 64) Map<String, @Size(max = 63) String> labels,
    TrafficPolicy externalTrafficPolicy,
    @Min(1) @Max(65535) Integer nodePort,
    @Size(min = 1, max = 317) String loadBalancerClass) {

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
