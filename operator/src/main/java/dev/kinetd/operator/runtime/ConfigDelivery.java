package dev.kinetd.operator.runtime;

import dev.kinetd.operator.catalog.Catalog;
import dev.kinetd.operator.catalog.Delivery;
import dev.kinetd.operator.environment.ServiceEnvironment;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import dev.kinetd.operator.resource.InetdServiceResource;
import dev.kinetd.operator.status.Statement;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Brings the configuration of a runtime into its ConfigMap. Called for one runtime at a time. */
final class ConfigDelivery {

  private static final Logger LOG = Logger.getLogger(ConfigDelivery.class);

  private final Catalog catalog;
  private final RuntimeObjects objects;

  ConfigDelivery(Catalog catalog, RuntimeObjects objects) {
    this.catalog = catalog;
    this.objects = objects;
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
        objects
            .config()
            .getSecondaryResource(runtime, context)
            .flatMap(map -> ConfigText.read(map.getData(), map.getBinaryData()));
    ConfigContents.Contents contents =
        work.contents.of(Catalog.id(runtime), objects.shardFiles(runtime, context));
    var assembly =
        ConfigAssembly.of(contents.items(), before.map(ConfigText::byName).orElseGet(Map::of));
    long last = Math.max(work.configGeneration, recorded(runtime, before));
    boolean same = before.filter(b -> b.documents().equals(assembly.documents())).isPresent();
    var text =
        new ConfigText(
            same && before.get().generation() == last ? last : last + 1,
            assembly.documents(),
            assembly.count());
    announce.accept(deliveries(runtime, work, contents, assembly, text.generation()));
    // The environments come first, so that no configuration speaks of one that is not there.
    var versions = new ArrayList<>(objects.reconcileShards(runtime, contents.shards(), context));
    ConfigObject.put(context, text);
    var result = objects.config().reconcile(runtime, context);
    if (result.getSingleOperation() != Operation.NONE) {
      work.pace.written(Instant.now());
      LOG.infof(
          "wrote configuration %d of %s: %d documents",
          text.generation(), Catalog.words(Catalog.id(runtime)), text.count());
    }
    work.configGeneration = text.generation();
    // Not those of the informers, which may have heard of somebody's change already.
    versions.add(RuntimeObjects.version(result.getSingleResource()));
    work.versions = versions;
  }

  /** Whether somebody else has written to the ConfigMap or a shard, or removed one. */
  boolean isDisturbed(
      InetdRuntimeResource runtime, RuntimeWork work, Context<InetdRuntimeResource> context) {
    return !objects.versions(runtime, context).equals(work.versions);
  }

  private static long recorded(InetdRuntimeResource runtime, Optional<ConfigText> before) {
    Long status = runtime.getStatus() == null ? null : runtime.getStatus().configGeneration();
    return Math.max(before.map(ConfigText::generation).orElse(0L), status == null ? 0L : status);
  }

  private Map<String, Delivery> deliveries(
      InetdRuntimeResource runtime,
      RuntimeWork work,
      ConfigContents.Contents contents,
      ConfigAssembly assembly,
      long generation) {
    var sent = new HashSet<String>();
    contents.items().stream().filter(i -> i.newest() != null).forEach(i -> sent.add(i.key()));
    var deliveries = new HashMap<String, Delivery>();
    for (InetdServiceResource service : catalog.servicesOf(Catalog.id(runtime))) {
      String name = service.getMetadata().getName();
      ServiceEnvironment environment = contents.environments().get(name);
      if (environment == null) {
        continue;
      }
      String key = ConfigContents.key(service);
      long version = service.getMetadata().getGeneration();
      boolean tooLarge = assembly.tooLarge().contains(key) || !environment.withoutRoom().isEmpty();
      long since = tooLarge || !sent.contains(key) ? 0 : since(work, name, version, generation);
      boolean refers = !service.getSpec().launch().environmentFrom().isEmpty();
      Statement refs = refers ? References.of(environment) : null;
      deliveries.put(name, new Delivery(version, since, tooLarge, refs));
    }
    work.deliveries = deliveries;
    return deliveries;
  }

  private static long since(RuntimeWork work, String name, long version, long generation) {
    Delivery before = work.deliveries.get(name);
    boolean known = before != null && before.version() == version && before.configGeneration() > 0;
    return known ? before.configGeneration() : generation;
  }
}
