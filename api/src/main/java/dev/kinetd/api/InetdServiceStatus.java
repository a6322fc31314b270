package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * What became of a service in Kubernetes.
 *
 * @param observedGeneration the metadata.generation that the operator saw last
 * @param targetPort the port on which pods of the runtime listen for it
 * @param address where clients reach it: the address of the Service, or what the load balancer gave
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
