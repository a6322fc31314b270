package dev.kinetd.operator.service;

import dev.kinetd.operator.catalog.Catalog;
import dev.kinetd.operator.catalog.Changes;
import dev.kinetd.operator.resource.InetdServiceResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Whether a runtime is to be told of the newest version of a service. Any thread. */
@ApplicationScoped
public class ServiceAdmission {

  private final Set<ResourceID> withoutService = ConcurrentHashMap.newKeySet();
  private final Changes changes;
  private final ServiceLookup lookup;

  @Inject
  ServiceAdmission(Changes changes, ServiceLookup lookup) {
    this.changes = changes;
    this.lookup = lookup;
  }

  /** Whether it can be carried out as it stands. */
  public boolean isCarriedOut(InetdServiceResource service) {
    return !withoutService.contains(Catalog.id(service))
        && ServiceRefusal.of(service, lookup.runtime(service)).isEmpty();
  }

  /** The Service of a service was made, or could not be made. */
  void serviceMade(InetdServiceResource service, boolean made) {
    ResourceID id = Catalog.id(service);
    if (made ? withoutService.remove(id) : withoutService.add(id)) {
      changes.configuration(Catalog.runtimeOf(service));
    }
  }
}
