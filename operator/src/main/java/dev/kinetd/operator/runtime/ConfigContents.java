package dev.kinetd.operator.runtime;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.Mode;
import dev.kinetd.operator.catalog.Catalog;
import dev.kinetd.operator.resource.AccessRuleResource;
import dev.kinetd.operator.resource.InetdServiceResource;
import dev.kinetd.operator.service.ServiceAdmission;
import dev.kinetd.operator.service.TargetPorts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
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
final class ConfigContents {

  private final Catalog catalog;
  private final TargetPorts ports;
  private final ServiceAdmission admission;
  private Map<String, Written> written = new HashMap<>();

  /** A document, and what it was written from. */
  private record Written(Object from, String document) {}

  private record ServiceVersion(
      String uid, long generation, Map<String, String> labels, int port, String environment) {}

  private record RuleVersion(
      String uid, long generation, Map<String, String> labels, Map<String, Object> spec) {}

  ConfigContents(Catalog catalog, TargetPorts ports, ServiceAdmission admission) {
    this.catalog = catalog;
    this.ports = ports;
    this.admission = admission;
  }

  /** The items in their order: rules, then services from the oldest to the newest. */
  List<ConfigAssembly.Item> items(ResourceID runtime) {
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
        .forEach(service -> items.add(item(service, used)));
    written = used;
    return items;
  }

  private ConfigAssembly.Item item(AccessRuleResource rule, Map<String, Written> used) {
    var metadata = rule.getMetadata();
    Map<String, Object> spec = ConfigDocuments.fields(rule.getSpec());
    return item(
        AccessRule.KIND + "/" + metadata.getName(),
        new RuleVersion(metadata.getUid(), metadata.getGeneration(), metadata.getLabels(), spec),
        used,
        () -> ConfigDocuments.rule(rule, spec));
  }

  private ConfigAssembly.Item item(InetdServiceResource service, Map<String, Written> used) {
    var metadata = service.getMetadata();
    String key = key(service);
    boolean mux = service.getSpec().mode() == Mode.TcpMux;
    OptionalInt port = mux ? OptionalInt.of(0) : ports.of(service);
    if (port.isEmpty() || !admission.isCarriedOut(service)) {
      return new ConfigAssembly.Item(key, null);
    }
    return item(
        key,
        new ServiceVersion(
            metadata.getUid(),
            metadata.getGeneration(),
            metadata.getLabels(),
            port.getAsInt(),
            null),
        used,
        () -> ConfigDocuments.service(service, port.getAsInt(), null));
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
