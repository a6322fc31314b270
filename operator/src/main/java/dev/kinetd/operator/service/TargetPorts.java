package dev.kinetd.operator.service;

import dev.kinetd.operator.catalog.Catalog;
import dev.kinetd.operator.catalog.Changes;
import dev.kinetd.operator.resource.InetdServiceResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The target ports of all services. An allotment begins with what the Services show, then with what
 * status shows, before anybody gets a new port. Any thread, once the caches are complete.
 */
@ApplicationScoped
public class TargetPorts {

  private final Map<ResourceID, PortAllotment> allotments = new ConcurrentHashMap<>();
  private final Catalog catalog;
  private final ServiceRecords records;

  @Inject
  TargetPorts(Catalog catalog, ServiceRecords records) {
    this.catalog = catalog;
    this.records = records;
  }

  void begin(@Observes StartupEvent event, Changes changes) {
    changes.listen(
        new Changes.Listener() {
          @Override
          public void service(InetdServiceResource before, InetdServiceResource after) {
            if (before != null && (after == null || !sameRuntime(before, after))) {
              release(before);
            }
          }
        });
  }

  /** The target port of a service; empty when its runtime has none left. */
  public OptionalInt of(InetdServiceResource service) {
    return allotments
        .computeIfAbsent(Catalog.runtimeOf(service), this::recorded)
        .allot(service.getMetadata().getName());
  }

  private PortAllotment recorded(ResourceID runtime) {
    var allotment = new PortAllotment();
    var services = catalog.servicesOf(runtime);
    for (InetdServiceResource service : services) {
      int port = records.targetPort(Catalog.id(service));
      if (port != 0) {
        allotment.restore(service.getMetadata().getName(), port);
      }
    }
    for (InetdServiceResource service : services) {
      if (service.getStatus() != null && service.getStatus().targetPort() != null) {
        allotment.restore(service.getMetadata().getName(), service.getStatus().targetPort());
      }
    }
    return allotment;
  }

  private void release(InetdServiceResource service) {
    PortAllotment allotment = allotments.get(Catalog.runtimeOf(service));
    if (allotment != null) {
      allotment.release(service.getMetadata().getName());
    }
  }

  private static boolean sameRuntime(InetdServiceResource one, InetdServiceResource other) {
    return Catalog.runtimeOf(one).equals(Catalog.runtimeOf(other));
  }
}
