package dev.kinetd.operator.runtime;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.Mode;
import dev.kinetd.operator.access.RuleResolver;
import dev.kinetd.operator.access.WatchedClients;
import dev.kinetd.operator.catalog.Catalog;
import dev.kinetd.operator.environment.EnvironmentGathering;
import dev.kinetd.operator.environment.ServiceEnvironment;
import dev.kinetd.operator.environment.WatchedObjects;
import dev.kinetd.operator.resource.AccessRuleResource;
import dev.kinetd.operator.resource.InetdServiceResource;
import dev.kinetd.operator.service.ServiceAdmission;
import dev.kinetd.operator.service.TargetPorts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What the configuration of one runtime is made of. A document is written once for each version of
 * a resource and kept, so that one change among a thousand services costs one document. One thread
 * at a time.
 */
@Dependent
class ConfigContents {

  private final Catalog catalog;
  private final TargetPorts ports;
  private final ServiceAdmission admission;
  private final RuleResolver rules;
  private final WatchedObjects objects;
  private Map<String, Written> written = new HashMap<>();

  /**
   * What a configuration is made of.
   *
   * @param items in their order: rules, then services from the oldest to the newest
   * @param environments of the services, by name
   * @param shards the files of each shard of environments
   */
  record Contents(
      List<ConfigAssembly.Item> items,
      Map<String, ServiceEnvironment> environments,
      List<Map<String, String>> shards) {}

  /** A document, and what it was written from. */
  private record Written(Object from, String document) {}

  private record ServiceVersion(
      String uid, long generation, Map<String, String> labels, int port, String environment) {}

  private record RuleVersion(
      String uid, long generation, Map<String, String> labels, Map<String, Object> spec) {}

  @Inject
  ConfigContents(
      Catalog catalog,
      TargetPorts ports,
      ServiceAdmission admission,
      WatchedClients clients,
      WatchedObjects objects) {
    this.catalog = catalog;
    this.ports = ports;
    this.admission = admission;
    this.rules = new RuleResolver(clients);
    this.objects = objects;
  }

  /**
   * The contents as things are now.
   *
   * @param before the files of each shard as it is now
   */
  Contents of(ResourceID runtime, List<Map<String, String>> before) {
    var gathering =
        new EnvironmentGathering(objects.watch(runtime, objects.named(runtime)), before);
    var environments = new HashMap<String, ServiceEnvironment>();
    var used = new HashMap<String, Written>();
    var items = new ArrayList<ConfigAssembly.Item>();
    catalog
        .rules(runtime.getNamespace().orElseThrow())
        .sorted(Comparator.comparing(r -> r.getMetadata().getName()))
        .forEach(rule -> items.add(item(rule, used)));
    catalog.servicesOf(runtime).stream()
        .sorted(
            Comparator.comparing((HasMetadata s) -> s.getMetadata().getCreationTimestamp())
                .thenComparing(s -> s.getMetadata().getName()))
        .forEach(
            service -> {
              var environment = gathering.add(service.getSpec().launch().environmentFrom());
              environments.put(service.getMetadata().getName(), environment);
              items.add(item(service, environment, used));
            });
    written = used;
    return new Contents(items, environments, gathering.shards());
  }

  private ConfigAssembly.Item item(AccessRuleResource rule, Map<String, Written> used) {
    var metadata = rule.getMetadata();
    Map<String, Object> spec = rules.resolve(rule).spec();
    return item(
        AccessRule.KIND + "/" + metadata.getName(),
        new RuleVersion(metadata.getUid(), metadata.getGeneration(), metadata.getLabels(), spec),
        used,
        () -> ConfigDocuments.rule(rule, spec));
  }

  private ConfigAssembly.Item item(
      InetdServiceResource service, ServiceEnvironment environment, Map<String, Written> used) {
    var metadata = service.getMetadata();
    String key = key(service);
    boolean mux = service.getSpec().mode() == Mode.TcpMux;
    OptionalInt port = mux ? OptionalInt.of(0) : ports.of(service);
    if (port.isEmpty() || !environment.complete() || !admission.isCarriedOut(service)) {
      return new ConfigAssembly.Item(key, null);
    }
    return item(
        key,
        new ServiceVersion(
            metadata.getUid(),
            metadata.getGeneration(),
            metadata.getLabels(),
            port.getAsInt(),
            environment.digest()),
        used,
        () -> ConfigDocuments.service(service, port.getAsInt(), environment.digest()));
  }

  private ConfigAssembly.Item item(
      String key, Object version, Map<String, Written> used, Supplier<String> document) {
    Written before = written.get(key);
    Written now =
        before != null && before.from().equals(version)
            ? before
            : new Written(version, document.get());
    used.put(key, now);
    return new ConfigAssembly.Item(key, now.document());
  }

  /** The key of a service's document. */
  static String key(InetdServiceResource service) {
    return InetdService.KIND + "/" + service.getMetadata().getName();
  }
}
