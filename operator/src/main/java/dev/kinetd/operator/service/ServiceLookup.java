package dev.kinetd.operator.service;

import dev.kinetd.api.Toggle;
import dev.kinetd.operator.access.RuleServices;
import dev.kinetd.operator.catalog.Catalog;
import dev.kinetd.operator.catalog.DefaultRuntime;
import dev.kinetd.operator.catalog.RuntimeBoard;
import dev.kinetd.operator.pods.PodStates;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import dev.kinetd.operator.resource.InetdServiceResource;
import dev.kinetd.operator.status.Statement;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Brings together, from caches alone, what the conditions of a service depend on. Any thread. */
@ApplicationScoped
public class ServiceLookup {

  private final Catalog catalog;
  private final RuntimeBoard board;
  private final PodStates pods;

  @Inject
  ServiceLookup(Catalog catalog, RuntimeBoard board, PodStates pods) {
    this.catalog = catalog;
    this.board = board;
    this.pods = pods;
  }

  /** The runtime of a service, as far as its conditions depend on it. */
  RuntimeView runtime(InetdServiceResource service) {
    ResourceID id = Catalog.runtimeOf(service);
    Optional<InetdRuntimeResource> runtime = catalog.runtime(id);
    return new RuntimeView(
        id.getName(),
        runtime.isPresent() || DefaultRuntime.isMadeOnDemand(id),
        runtime.map(r -> r.getSpec().replicas()).orElse(0),
        runtime.filter(r -> r.getSpec().userSwitching() == Toggle.Enabled).isPresent(),
        board.of(id).unavailable(),
        board.isKnown(id),
        pods.of(id));
  }

  /** Everything. */
  ServiceView view(InetdServiceResource service, RuntimeView runtime, Statement refusal) {
    var metadata = service.getMetadata();
    boolean ruled =
        catalog
            .rules(metadata.getNamespace())
            .anyMatch(rule -> RuleServices.isAbout(rule, service));
    return new ServiceView(
        service,
        runtime,
        refusal,
        board.of(Catalog.runtimeOf(service)).delivery(metadata.getName()),
        ruled,
        catalog.sharersOfLoadBalancerPort(service).stream().map(this::name).sorted().toList());
  }

  private String name(InetdServiceResource service) {
    return service.getMetadata().getNamespace() + "/" + service.getMetadata().getName();
  }
}
