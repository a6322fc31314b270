package dev.kinetd.operator.service;

import io.fabric8.kubernetes.api.model.Service;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import jakarta.enterprise.context.ApplicationScoped;

/** The Services that the operator made, as the informer has them. Any thread. */
@ApplicationScoped
public class ServiceRecords {

  private volatile Cache<Service> services;

  /** Takes the informer's cache. */
  void take(Cache<Service> cache) {
    services = cache;
  }

  /** The port that a Service hands clients to, or 0 where there is none. */
  int targetPort(ResourceID service) {
    return services
        .get(service)
        .flatMap(s -> s.getSpec().getPorts().stream().findFirst())
        .map(p -> p.getTargetPort())
        .map(p -> p.getIntVal())
        .orElse(0);
  }
}
