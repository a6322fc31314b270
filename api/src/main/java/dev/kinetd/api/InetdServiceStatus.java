package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * What became of a service in Kubernetes.
 *
 * @param observedGeneration the metadata.generation that the operator saw last
 * @param targetPort the port on which the runtime's pods listen for it
 * @param address where clients reach it: the Service's cluster address, or the load balancer's
 * @param conditions Accepted, ResolvedRefs, Programmed, Ready, and warnings where there are any
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InetdServiceStatus(
    @Min(0) Long observedGeneration,
    Integer targetPort,
    @Size(max = 253) String address,
    @Size(max = 16) List<Condition> conditions) {

  public InetdServiceStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
