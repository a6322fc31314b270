package dev.kinetd.operator.service;

import dev.kinetd.api.Condition;
import dev.kinetd.operator.catalog.Delivery;
import dev.kinetd.operator.resource.InetdServiceResource;
import dev.kinetd.operator.status.Statement;
import java.util.List;

/**
 * A service with everything that its conditions depend on.
 *
 * @param service as it was applied
 * @param runtime that serves it
 * @param refusal why it is not carried out, or null when it is
 * @param delivery how its newest version travels to the runtime
 * @param ruled whether an access rule is about it
 * @param sharers other services that want its port of a load balancer
 */
record ServiceView(
    InetdServiceResource service,
    RuntimeView runtime,
    Statement refusal,
    Delivery delivery,
    boolean ruled,
    List<String> sharers) {

  /** The conditions that the service has now. */
  List<Condition> conditions() {
    return service.getStatus() == null ? List.of() : service.getStatus().conditions();
  }

  String name() {
    return service.getMetadata().getName();
  }

  long generation() {
    return service.getMetadata().getGeneration();
  }
}
