package dev.kinetd.api;

import java.util.List;

/**
 * What became of a service in Kubernetes.
 *
 * @param observedGeneration the metadata.generation that the operator saw last
 * @param targetPort the port on which the runtime's pods listen for it
 * @param address where clients reach it: the Service's cluster address, or the load balancer's
 * @param conditions Accepted, ResolvedRefs, Programmed, Ready, and warnings where there are any
 */
public record InetdServiceStatus(
    Long observedGeneration, Integer targetPort, String address, List<Condition> conditions) {

  public InetdServiceStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
