package dev.kinetd.operator.runtime;

import dev.kinetd.operator.catalog.Catalog;
import dev.kinetd.operator.catalog.Delivery;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import dev.kinetd.operator.resource.InetdServiceResource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult.Operation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Brings the configuration of a runtime into its ConfigMap. Called for one runtime at a time. */
final class ConfigDelivery {

  private static final Logger LOG = Logger.getLogger(ConfigDelivery.class);

  private final Catalog catalog;
  private final ConfigObject object;

  ConfigDelivery(Catalog catalog, ConfigObject object) {
    this.catalog = catalog;
    this.object = object;
  }

  /**
   * Writes the ConfigMap, if anything in it is to be different.
   *
   * @param announce is told how each service travels, before anything is written
   */
  void deliver(
      InetdRuntimeResource runtime,
      RuntimeWork work,
      Context<InetdRuntimeResource> context,
      Consumer<Map<String, Delivery>> announce) {
    work.pace.look();
    Optional<ConfigText> before =
        object
            .getSecondaryResource(runtime, context)
            .flatMap(map -> ConfigText.read(map.getData(), map.getBinaryData()));
    List<ConfigAssembly.Item> items = work.contents.items(Catalog.id(runtime));
    var assembly = ConfigAssembly.of(items, before.map(ConfigText::byName).orElseGet(Map::of));
    long last = Math.max(work.configGeneration, recorded(runtime, before));
    boolean same = before.filter(b -> b.documents().equals(assembly.documents())).isPresent();
    var text =
        new ConfigText(
            same && before.get().generation() == last ? last : last + 1,
            assembly.documents(),
            assembly.count());
    announce.accept(deliveries(runtime, work, items, assembly, text.generation()));
    ConfigObject.put(context, text);
    var result = object.reconcile(runtime, context);
    if (result.getSingleOperation() != Operation.NONE) {
      work.pace.written(Instant.now());
      LOG.infof(
          "wrote configuration %d of %s: %d documents",
          text.generation(), Catalog.id(runtime), text.count());
    }
    work.configGeneration = text.generation();
    work.configVersion = version(result.getSingleResource());
  }

  /** Whether somebody else has written to the ConfigMap, or removed it. */
  boolean isDisturbed(
      InetdRuntimeResource runtime, RuntimeWork work, Context<InetdRuntimeResource> context) {
    return !version(object.getSecondaryResource(runtime, context)).equals(work.configVersion);
  }

  private static String version(Optional<ConfigMap> map) {
    return map.map(m -> m.getMetadata().getResourceVersion()).orElse("");
  }

  private static long recorded(InetdRuntimeResource runtime, Optional<ConfigText> before) {
    Long status = runtime.getStatus() == null ? null : runtime.getStatus().configGeneration();
    return Math.max(before.map(ConfigText::generation).orElse(0L), status == null ? 0L : status);
  }

  private Map<String, Delivery> deliveries(
      InetdRuntimeResource runtime,
      RuntimeWork work,
      List<ConfigAssembly.Item> items,
      ConfigAssembly assembly,
      long generation) {
    var newest = new HashMap<String, Boolean>();
    items.forEach(item -> newest.put(item.key(), item.newest() != null));
    var deliveries = new HashMap<String, Delivery>();
    for (InetdServiceResource service : catalog.servicesOf(Catalog.id(runtime))) {
      String key = ConfigContents.key(service);
      if (!newest.getOrDefault(key, false)) {
        continue;
      }
      String name = service.getMetadata().getName();
      long version = service.getMetadata().getGeneration();
      if (assembly.tooLarge().contains(key)) {
        deliveries.put(name, new Delivery(version, 0, true));
      } else {
        Delivery before = work.deliveries.get(name);
        boolean known =
            before != null && before.version() == version && before.configGeneration() > 0;
        deliveries.put(name, known ? before : new Delivery(version, generation, false));
      }
    }
    work.deliveries = deliveries;
    return deliveries;
  }
}
