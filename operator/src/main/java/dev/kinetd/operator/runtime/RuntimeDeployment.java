package dev.kinetd.operator.runtime;

import dev.kinetd.operator.owned.Ownership;
import dev.kinetd.operator.owned.RuntimeNames;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;

/** The Deployment of a runtime's pods. A new pod is ready before an old one goes. */
final class RuntimeDeployment extends RuntimeOwned<Deployment> {

  private final String defaultImage;

  RuntimeDeployment(String defaultImage) {
    super(Deployment.class, "deployments", new RuntimeNames("*").main());
    this.defaultImage = defaultImage;
  }

  @Override
  protected Deployment desired(
      InetdRuntimeResource runtime, Context<InetdRuntimeResource> context) {
    return desired(runtime, defaultImage);
  }

  /** What it is to be like. */
  static Deployment desired(InetdRuntimeResource runtime, String defaultImage) {
    RuntimeNames names = names(runtime);
    return new DeploymentBuilder()
        .withMetadata(Ownership.metadata(runtime, names.main(), names.labels()))
        .withNewSpec()
        .withReplicas(runtime.getSpec().replicas())
        .withRevisionHistoryLimit(3)
        .withNewSelector()
        .withMatchLabels(names.podLabels())
        .endSelector()
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxSurge(new IntOrString(1))
        .withMaxUnavailable(new IntOrString(0))
        .endRollingUpdate()
        .endStrategy()
        .withTemplate(PodTemplate.of(names, runtime.getSpec(), defaultImage))
        .endSpec()
        .build();
  }
}
