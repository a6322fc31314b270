package dev.kinetd.operator.catalog;

import dev.kinetd.api.TrafficPolicy;
import dev.kinetd.operator.resource.AccessRuleResource;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import dev.kinetd.operator.resource.InetdServiceResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Carries a change of one resource to those that depend on it. Runs on the informers' threads, so
 * that it only looks into caches and raises signals.
 */
@ApplicationScoped
public class Changes {

  /** Wants to know of changes. */
  public interface Listener {

    /** The configuration of a runtime may have to change. */
    default void configuration(ResourceID runtime) {}

    /** A service came, changed, or went; the side where it is not there is null. */
    default void service(InetdServiceResource before, InetdServiceResource after) {}

    /** A runtime is no more. */
    default void runtimeGone(ResourceID runtime) {}
  }

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Catalog catalog;

  @Inject
  Changes(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Adds a listener for good. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /** The configuration of a runtime may have to change. */
  public void configuration(ResourceID runtime) {
    listeners.forEach(l -> l.configuration(runtime));
  }

  void service(InetdServiceResource before, InetdServiceResource after) {
    if (isOnlyStatus(before, after)) {
      return;
    }
    listeners.forEach(l -> l.service(before, after));
    Stream.of(before, after)
        .filter(Objects::nonNull)
        .map(Catalog::runtimeOf)
        .distinct()
        .forEach(this::configuration);
    Stream.of(before, after)
        .filter(Objects::nonNull)
        .flatMap(s -> catalog.sharersOfLoadBalancerPort(s).stream())
        .map(Catalog::id)
        .distinct()
        .forEach(catalog::touchService);
    if (before == null || after == null || !sameLabels(before, after)) {
      catalog
          .rules(either(before, after).getMetadata().getNamespace())
          .map(Catalog::id)
          .forEach(catalog::touchRule);
    }
  }

  void rule(AccessRuleResource before, AccessRuleResource after) {
    if (isOnlyStatus(before, after)) {
      return;
    }
    String namespace = either(before, after).getMetadata().getNamespace();
    catalog.runtimes(namespace).map(Catalog::id).forEach(this::configuration);
    catalog
        .services(namespace)
        .filter(s -> s.getSpec().service().externalTrafficPolicy() == TrafficPolicy.Cluster)
        .map(Catalog::id)
        .forEach(catalog::touchService);
  }

  void runtime(InetdRuntimeResource before, InetdRuntimeResource after) {
    if (isOnlyStatus(before, after)) {
      return;
    }
    ResourceID runtime = Catalog.id(either(before, after));
    if (after == null) {
      listeners.forEach(l -> l.runtimeGone(runtime));
    } else {
      configuration(runtime);
    }
    touchServices(runtime);
  }

  /** Has every service of a runtime reconciled. */
  public void touchServices(ResourceID runtime) {
    catalog.servicesOf(runtime).stream().map(Catalog::id).forEach(catalog::touchService);
  }

  private static boolean isOnlyStatus(HasMetadata before, HasMetadata after) {
    return before != null
        && after != null
        && before.getMetadata().getUid().equals(after.getMetadata().getUid())
        && Objects.equals(before.getMetadata().getGeneration(), after.getMetadata().getGeneration())
        && before.isMarkedForDeletion() == after.isMarkedForDeletion()
        && sameLabels(before, after);
  }

  private static boolean sameLabels(HasMetadata before, HasMetadata after) {
    return Objects.equals(before.getMetadata().getLabels(), after.getMetadata().getLabels());
  }

  private static <R> R either(R before, R after) {
    return after != null ? after : before;
  }
}
