package dev.kinetd.api;

import java.util.List;

/**
 * What became of a runtime.
 *
 * @param replicas pods that exist
 * @param selector labels of the pods, as text, for autoscalers
 * @param observedGeneration the metadata.generation that the operator saw last
 * @param configGeneration the newest configuration written for the pods
 * @param conditions Accepted, Programmed, Ready, and warnings where there are any
 */
public record InetdRuntimeStatus(
    Integer replicas,
    String selector,
    Long observedGeneration,
    Long configGeneration,
    List<Condition> conditions) {

  public InetdRuntimeStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
