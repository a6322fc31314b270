package dev.kinetd.operator.runtime;

import dev.kinetd.api.ConfigFormat;
import dev.kinetd.operator.owned.ForeignObjectException;
import dev.kinetd.operator.owned.RuntimeNames;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Everything that a runtime owns, in the order in which it is made, and its pods. */
final class RuntimeObjects {

  private final List<EnvironmentShard> shards =
      IntStream.range(0, ConfigFormat.ENVIRONMENT_SHARDS).mapToObj(EnvironmentShard::new).toList();
  private final ConfigObject config = new ConfigObject();
  private final AdminService admin = new AdminService();
  private final DisruptionBudget budget = new DisruptionBudget();
  private final RuntimeDeployment deployment;
  private InformerEventSource<Pod, InetdRuntimeResource> pods;

  RuntimeObjects(String defaultImage) {
    deployment = new RuntimeDeployment(defaultImage);
  }

  /** The event sources of all of them. */
  List<EventSource<?, InetdRuntimeResource>> eventSources(
      EventSourceContext<InetdRuntimeResource> context) {
    pods =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Pod.class, InetdRuntimeResource.class)
                .withName("pods")
                .withLabelSelector(RuntimeNames.selector())
                .withSecondaryToPrimaryMapper(RuntimeObjects::runtimeOf)
                .build(),
            context);
    var sources = new ArrayList<EventSource<?, InetdRuntimeResource>>();
    sources.add(pods);
    for (RuntimeOwned<?> owned : List.of(config, admin, budget, deployment)) {
      sources.add(owned.eventSource(context).orElseThrow());
    }
    shards.forEach(shard -> sources.add(shard.eventSource(context).orElseThrow()));
    return sources;
  }

  ConfigObject config() {
    return config;
  }

  /**
   * Makes the objects whose content depends on the runtime alone; one that fails stops no other.
   */
  void reconcile(InetdRuntimeResource runtime, Context<InetdRuntimeResource> context) {
    RuntimeException failure = null;
    for (RuntimeOwned<?> owned : List.of(admin, budget, deployment)) {
      try {
        owned.reconcile(runtime, context);
      } catch (KubernetesClientException | ForeignObjectException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Makes the shards.
   *
   * @param files of each, by name
   * @return the versions that they have now, in their order
   */
  List<String> reconcileShards(
      InetdRuntimeResource runtime,
      List<Map<String, String>> files,
      Context<InetdRuntimeResource> context) {
    var versions = new ArrayList<String>();
    for (int i = 0; i < shards.size(); i++) {
      EnvironmentShard shard = shards.get(i);
      shard.put(context, files.get(i));
      versions.add(version(shard.reconcile(runtime, context).getSingleResource()));
    }
    return versions;
  }

  /** The files of each shard as it is now. */
  List<Map<String, String>> shardFiles(
      InetdRuntimeResource runtime, Context<InetdRuntimeResource> context) {
    return shards.stream().map(shard -> shard.files(runtime, context)).toList();
  }

  /** The versions that the shards, and behind them the configuration, have by the informers. */
  List<String> versions(InetdRuntimeResource runtime, Context<InetdRuntimeResource> context) {
    return Stream.concat(shards.stream(), Stream.of(config))
        .map(owned -> version(owned.getSecondaryResource(runtime, context)))
        .toList();
  }

  /** The version of an object; empty where there is none. */
  static String version(Optional<? extends HasMetadata> object) {
    return object.map(o -> o.getMetadata().getResourceVersion()).orElse("");
  }

  Optional<Deployment> deployment(
      InetdRuntimeResource runtime, Context<InetdRuntimeResource> context) {
    return deployment.getSecondaryResource(runtime, context);
  }

  /** The runtime's pods. */
  Collection<Pod> pods(InetdRuntimeResource runtime) {
    return pods.getSecondaryResources(runtime);
  }

  private static Set<ResourceID> runtimeOf(Pod pod) {
    String runtime = pod.getMetadata().getLabels().get(RuntimeNames.INSTANCE_LABEL);
    return runtime == null
        ? Set.of()
        : Set.of(new ResourceID(runtime, pod.getMetadata().getNamespace()));
  }
}
