package dev.kinetd.operator.environment;

import dev.kinetd.api.EnvironmentObject;
import dev.kinetd.api.EnvironmentSource;
import dev.kinetd.operator.catalog.Catalog;
import dev.kinetd.operator.catalog.Changes;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Secrets and ConfigMaps that services name, watched one by one: the operator reads no Secret
 * that nobody names. Any thread.
 */
@ApplicationScoped
public class WatchedObjects {

  private final Map<Key, Watched> watched = new HashMap<>();
  private final KubernetesClient client;
  private final Catalog catalog;
  private final Changes changes;

  private record Key(String namespace, EnvironmentObject object) {}

  private record Watched(
      SharedIndexInformer<? extends HasMetadata> informer, Set<ResourceID> runtimes) {}

  @Inject
  WatchedObjects(KubernetesClient client, Catalog catalog, Changes changes) {
    this.client = client;
    this.catalog = catalog;
    this.changes = changes;
  }

  /**
   * Watches these objects for a runtime, and no others for it. Returns when all of them are known.
   *
   * @return what finds them
   */
  public ObjectLookup watch(ResourceID runtime, Set<EnvironmentObject> objects) {
    String namespace = runtime.getNamespace().orElseThrow();
    synchronized (watched) {
      for (EnvironmentObject object : objects) {
        watched.computeIfAbsent(new Key(namespace, object), this::begin).runtimes().add(runtime);
      }
      watched
          .entrySet()
          .removeIf(
              e ->
                  !(e.getKey().namespace().equals(namespace)
                          && objects.contains(e.getKey().object()))
                      && e.getValue().runtimes().remove(runtime)
                      && end(e.getValue()));
    }
    return new Found(namespace);
  }

  /** Watches nothing any more. */
  @PreDestroy
  void stop() {
    synchronized (watched) {
      watched.values().forEach(w -> w.informer().stop());
      watched.clear();
    }
  }

  private static boolean end(Watched unused) {
    if (!unused.runtimes().isEmpty()) {
      return false;
    }
    unused.informer().stop();
    return true;
  }

  private Watched begin(Key key) {
    String name = key.object().name();
    SharedIndexInformer<? extends HasMetadata> informer =
        switch (key.object().kind()) {
          case SECRET ->
              client
                  .secrets()
                  .inNamespace(key.namespace())
                  .withName(name)
                  .inform(new Told<Secret>(key));
          case CONFIG_MAP ->
              client
                  .configMaps()
                  .inNamespace(key.namespace())
                  .withName(name)
                  .inform(new Told<ConfigMap>(key));
        };
    return new Watched(informer, new HashSet<>());
  }

  private void changed(Key key) {
    Set<ResourceID> runtimes;
    synchronized (watched) {
      Watched here = watched.get(key);
      runtimes = here == null ? Set.of() : Set.copyOf(here.runtimes());
    }
    runtimes.forEach(changes::configuration);
  }

  /** The objects that the services of a runtime name. */
  public Set<EnvironmentObject> named(ResourceID runtime) {
    var objects = new HashSet<EnvironmentObject>();
    catalog
        .servicesOf(runtime)
        .forEach(
            service -> {
              for (EnvironmentSource source : service.getSpec().launch().environmentFrom()) {
                objects.add(EnvironmentObject.of(source));
              }
            });
    return objects;
  }

  /** Is told of what happens to one object. */
  private final class Told<T extends HasMetadata> implements ResourceEventHandler<T> {

    private final Key key;

    Told(Key key) {
      this.key = key;
    }

    @Override
    public void onAdd(T object) {
      changed(key);
    }

    @Override
    public void onUpdate(T before, T after) {
      changed(key);
    }

    @Override
    public void onDelete(T object, boolean unknown) {
      changed(key);
    }
  }

  /** Finds the objects of one namespace. */
  private final class Found implements ObjectLookup {

    private final String namespace;

    Found(String namespace) {
      this.namespace = namespace;
    }

    @Override
    public Optional<Secret> secret(String name) {
      return find(EnvironmentObject.Kind.SECRET, name).map(Secret.class::cast);
    }

    @Override
    public Optional<ConfigMap> configMap(String name) {
      return find(EnvironmentObject.Kind.CONFIG_MAP, name).map(ConfigMap.class::cast);
    }

    private Optional<HasMetadata> find(EnvironmentObject.Kind kind, String name) {
      synchronized (watched) {
        Watched here = watched.get(new Key(namespace, new EnvironmentObject(kind, name)));
        return here == null
            ? Optional.empty()
            : here.informer().getStore().list().stream().findFirst().map(HasMetadata.class::cast);
      }
    }
  }
}
