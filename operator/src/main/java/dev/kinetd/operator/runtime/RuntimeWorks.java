package dev.kinetd.operator.runtime;

import dev.kinetd.operator.catalog.Catalog;
import dev.kinetd.operator.catalog.Changes;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What is remembered of each runtime, and who wakes it when its configuration may change. */
final class RuntimeWorks implements Changes.Listener {

  private final Map<ResourceID, RuntimeWork> works = new ConcurrentHashMap<>();
  private final Catalog catalog;
  private final Supplier<ConfigContents> contents;
  private final Consumer<ResourceID> gone;

  /**
   * Remembers nothing yet.
   *
   * @param contents makes what the configuration of one runtime is made of
   * @param gone is told of runtimes that are no more
   */
  RuntimeWorks(Catalog catalog, Supplier<ConfigContents> contents, Consumer<ResourceID> gone) {
    this.catalog = catalog;
    this.contents = contents;
    this.gone = gone;
  }

  /** What is remembered of a runtime; another of the same name begins anew. */
  RuntimeWork of(InetdRuntimeResource runtime, Instant now) {
    String uid = runtime.getMetadata().getUid();
    return works.compute(
        Catalog.id(runtime),
        (id, old) ->
            old != null && old.uid.equals(uid) ? old : new RuntimeWork(uid, contents.get(), now));
  }

  @Override
  public void configuration(ResourceID runtime) {
    RuntimeWork work = works.get(runtime);
    if (work == null) {
      return;
    }
    if (work.pace.changed(Instant.now())) {
      catalog.touchRuntime(runtime);
    }
  }

  @Override
  public void runtimeGone(ResourceID runtime) {
    works.remove(runtime);
    gone.accept(runtime);
  }
}
