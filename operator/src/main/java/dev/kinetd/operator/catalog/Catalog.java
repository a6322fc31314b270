package dev.kinetd.operator.catalog;

import dev.kinetd.api.ServiceType;
import dev.kinetd.operator.resource.AccessRuleResource;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import dev.kinetd.operator.resource.InetdServiceResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The three kinds of resources as the informers have them, each kept once for all controllers, and
 * the way to have one of them reconciled. Any thread; complete only when the operator has started.
 */
@ApplicationScoped
public class Catalog {

  private static final String BY_RUNTIME = "runtime";
  private static final String BY_LOAD_BALANCER_PORT = "load-balancer-port";

  private volatile IndexerResourceCache<InetdServiceResource> services;
  private volatile IndexerResourceCache<AccessRuleResource> rules;
  private volatile IndexerResourceCache<InetdRuntimeResource> runtimes;
  private volatile Signal<InetdServiceResource> serviceSignal;
  private volatile Signal<AccessRuleResource> ruleSignal;
  private volatile Signal<InetdRuntimeResource> runtimeSignal;

  /**
   * Takes the services from their controller.
   *
   * @return an event source to register there
   */
  public EventSource<?, InetdServiceResource> services(
      EventSourceContext<InetdServiceResource> context, Changes changes) {
    services = context.getPrimaryCache();
    services.addIndexer(BY_RUNTIME, s -> List.of(runtimeOf(s).toString()));
    services.addIndexer(
        BY_LOAD_BALANCER_PORT, s -> loadBalancerPort(s).map(List::of).orElseGet(List::of));
    serviceSignal = new Signal<>("service-signal", changes::service);
    return serviceSignal;
  }

  /**
   * Takes the rules from their controller.
   *
   * @return an event source to register there
   */
  public EventSource<?, AccessRuleResource> rules(
      EventSourceContext<AccessRuleResource> context, Changes changes) {
    rules = context.getPrimaryCache();
    ruleSignal = new Signal<>("rule-signal", changes::rule);
    return ruleSignal;
  }

  /**
   * Takes the runtimes from their controller.
   *
   * @return an event source to register there
   */
  public EventSource<?, InetdRuntimeResource> runtimes(
      EventSourceContext<InetdRuntimeResource> context, Changes changes) {
    runtimes = context.getPrimaryCache();
    runtimeSignal = new Signal<>("runtime-signal", changes::runtime);
    return runtimeSignal;
  }

  /** The services of a runtime that are not on their way out. */
  public List<InetdServiceResource> servicesOf(ResourceID runtime) {
    return services.byIndex(BY_RUNTIME, runtime.toString()).stream()
        .filter(s -> !s.isMarkedForDeletion())
        .toList();
  }

  /** The services of a namespace that are not on their way out. */
  public Stream<InetdServiceResource> services(String namespace) {
    return services.list(namespace, s -> !s.isMarkedForDeletion());
  }

  /** Services of type LoadBalancer with the same port, protocol and class, without itself. */
  public List<InetdServiceResource> sharersOfLoadBalancerPort(InetdServiceResource service) {
    return loadBalancerPort(service)
        .map(key -> services.byIndex(BY_LOAD_BALANCER_PORT, key))
        .orElseGet(List::of)
        .stream()
        .filter(s -> !s.isMarkedForDeletion() && !id(s).equals(id(service)))
        .toList();
  }

  /** The rules of a namespace that are not on their way out. */
  public Stream<AccessRuleResource> rules(String namespace) {
    return rules.list(namespace, r -> !r.isMarkedForDeletion());
  }

  /** The rules of every namespace that is watched. */
  public Stream<AccessRuleResource> rules() {
    return rules.list(r -> !r.isMarkedForDeletion());
  }

  /** One runtime, if it is there and not on its way out. */
  public Optional<InetdRuntimeResource> runtime(ResourceID runtime) {
    return runtimes.get(runtime).filter(r -> !r.isMarkedForDeletion());
  }

  /** The runtimes of a namespace. */
  public Stream<InetdRuntimeResource> runtimes(String namespace) {
    return runtimes.list(namespace, r -> !r.isMarkedForDeletion());
  }

  /** Has a service reconciled. */
  public void touchService(ResourceID service) {
    serviceSignal.raise(service);
  }

  /** Has a rule reconciled. */
  public void touchRule(ResourceID rule) {
    ruleSignal.raise(rule);
  }

  /** Has a runtime reconciled. */
  public void touchRuntime(ResourceID runtime) {
    runtimeSignal.raise(runtime);
  }

  /** The runtime that a service names. */
  public static ResourceID runtimeOf(InetdServiceResource service) {
    return new ResourceID(
        service.getSpec().runtimeRef().name(), service.getMetadata().getNamespace());
  }

  /** Name and namespace of a resource. */
  public static ResourceID id(HasMetadata resource) {
    return ResourceID.fromResource(resource);
  }

  /** A resource in words, as kubectl takes them: namespace and name. */
  public static String words(ResourceID resource) {
    return resource.getNamespace().orElse("") + "/" + resource.getName();
  }

  private static Optional<String> loadBalancerPort(InetdServiceResource service) {
    var spec = service.getSpec();
    if (spec.service().type() != ServiceType.LoadBalancer || spec.port() == null) {
      return Optional.empty();
    }
    return Optional.of(
        spec.port() + "/" + spec.protocol() + "/" + spec.service().loadBalancerClass());
  }
}
