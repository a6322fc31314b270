package dev.kinetd.operator.runtime;

import dev.kinetd.operator.owned.Ownership;
import dev.kinetd.operator.owned.RuntimeNames;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;

/**
 * The ConfigMap with a runtime's configuration. The configuration is put into the context of the
 * reconciliation, under this class's name, before the ConfigMap is reconciled.
 */
final class ConfigObject extends RuntimeOwned<ConfigMap> {

  ConfigObject() {
    super(ConfigMap.class, "configurations", new RuntimeNames("*").main());
  }

  /** Says which configuration is to be written in this reconciliation. */
  static void put(Context<InetdRuntimeResource> context, ConfigText text) {
    context.managedWorkflowAndDependentResourceContext().put(ConfigObject.class, text);
  }

  @Override
  protected ConfigMap desired(InetdRuntimeResource runtime, Context<InetdRuntimeResource> context) {
    return desired(
        runtime,
        context
            .managedWorkflowAndDependentResourceContext()
            .getMandatory(ConfigObject.class, ConfigText.class));
  }

  /** What it is to be like. */
  static ConfigMap desired(InetdRuntimeResource runtime, ConfigText text) {
    RuntimeNames names = names(runtime);
    return new ConfigMapBuilder()
        .withMetadata(Ownership.metadata(runtime, names.main(), names.labels()))
        .withData(text.data().isEmpty() ? null : text.data())
        .withBinaryData(text.binaryData().isEmpty() ? null : text.binaryData())
        .build();
  }
}
