package dev.kinetd.operator.runtime;

import dev.kinetd.operator.owned.Ownership;
import dev.kinetd.operator.owned.RuntimeNames;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * One of the Secrets that gather what the environments of a runtime's services are made of. The
 * files are put into the context of the reconciliation before the Secret is reconciled.
 */
final class EnvironmentShard extends RuntimeOwned<Secret> {

  private final int shard;

  /** A shard, from 0. */
  EnvironmentShard(int shard) {
    super(Secret.class, "environment-" + shard, new RuntimeNames("*").environment(shard));
    this.shard = shard;
  }

  /** Says which files are to be written in this reconciliation. */
  void put(Context<InetdRuntimeResource> context, Map<String, String> files) {
    context.managedWorkflowAndDependentResourceContext().put(key(), files);
  }

  @Override
  @SuppressWarnings("unchecked")
  protected Secret desired(InetdRuntimeResource runtime, Context<InetdRuntimeResource> context) {
    return desired(
        runtime,
        shard,
        context.managedWorkflowAndDependentResourceContext().getMandatory(key(), Map.class));
  }

  /** The files of the Secret as it is now; none where it is not there. */
  Map<String, String> files(InetdRuntimeResource runtime, Context<InetdRuntimeResource> context) {
    var files = new TreeMap<String, String>();
    getSecondaryResource(runtime, context)
        .map(Secret::getData)
        .orElseGet(Map::of)
        .forEach((name, data) -> files.put(name, decode(data)));
    return files;
  }

  private String key() {
    return EnvironmentShard.class.getName() + shard;
  }

  /** What it is to be like: a key for each file. */
  static Secret desired(InetdRuntimeResource runtime, int shard, Map<String, String> files) {
    RuntimeNames names = names(runtime);
    var data = new TreeMap<String, String>();
    files.forEach((name, text) -> data.put(name, encode(text)));
    return new SecretBuilder()
        .withMetadata(Ownership.metadata(runtime, names.environment(shard), names.labels()))
        .withType("Opaque")
        .withData(data.isEmpty() ? null : data)
        .build();
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String data) {
    return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
  }
}
