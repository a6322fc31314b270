package dev.kinetd.operator.access;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Pods by namespace, cut down to what rules see of them: a cluster has many, and a whole pod takes
 * some ten kilobytes. Any thread.
 */
final class ClientPodStore {

  private final List<Part> parts = new CopyOnWriteArrayList<>();

  /** A store for one more informer. */
  ItemStore<Pod> part() {
    var part = new Part();
    parts.add(part);
    return part;
  }

  /** The pods of a namespace. */
  Collection<Pod> of(String namespace) {
    return parts.stream()
        .flatMap(part -> part.pods.getOrDefault(namespace, Map.of()).values().stream())
        .toList();
  }

  private static Pod cut(Pod pod) {
    var metadata = pod.getMetadata();
    var cut =
        new PodBuilder()
            .withMetadata(
                new ObjectMetaBuilder()
                    .withName(metadata.getName())
                    .withNamespace(metadata.getNamespace())
                    .withUid(metadata.getUid())
                    .withResourceVersion(metadata.getResourceVersion())
                    .withLabels(metadata.getLabels())
                    .build())
            .withNewSpec()
            .withHostNetwork(pod.getSpec().getHostNetwork())
            .endSpec();
    if (pod.getStatus() != null) {
      cut.withNewStatus()
          .withPhase(pod.getStatus().getPhase())
          .withPodIP(pod.getStatus().getPodIP())
          .withPodIPs(pod.getStatus().getPodIPs())
          .endStatus();
    }
    return cut.build();
  }

  /** What one informer keeps. */
  private static final class Part implements ItemStore<Pod> {

    private final Map<String, Map<String, Pod>> pods = new ConcurrentHashMap<>();

    @Override
    public String getKey(Pod pod) {
      return Cache.metaNamespaceKeyFunc(pod);
    }

    @Override
    public Pod put(String key, Pod pod) {
      return pods.computeIfAbsent(namespace(key), n -> new ConcurrentHashMap<>())
          .put(key, cut(pod));
    }

    @Override
    public Pod remove(String key) {
      return pods.getOrDefault(namespace(key), Map.of()).isEmpty()
          ? null
          : pods.get(namespace(key)).remove(key);
    }

    @Override
    public Stream<String> keySet() {
      return pods.values().stream().flatMap(p -> p.keySet().stream());
    }

    @Override
    public Stream<Pod> values() {
      return pods.values().stream().flatMap(p -> p.values().stream());
    }

    @Override
    public Pod get(String key) {
      return pods.getOrDefault(namespace(key), Map.of()).get(key);
    }

    @Override
    public int size() {
      return pods.values().stream().mapToInt(Map::size).sum();
    }

    @Override
    public boolean isFullState() {
      return false;
    }

    private static String namespace(String key) {
      return key.substring(0, Math.max(0, key.indexOf('/')));
    }
  }
}
