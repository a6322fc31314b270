package dev.kinetd.operator.runtime;

import dev.kinetd.operator.owned.Ownership;
import dev.kinetd.operator.owned.RuntimeNames;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;

/** Lets those who drain nodes take one pod of a runtime at a time. */
final class DisruptionBudget extends RuntimeOwned<PodDisruptionBudget> {

  DisruptionBudget() {
    super(PodDisruptionBudget.class, "disruption-budgets", new RuntimeNames("*").main());
  }

  @Override
  protected PodDisruptionBudget desired(
      InetdRuntimeResource runtime, Context<InetdRuntimeResource> context) {
    return desired(runtime);
  }

  /** What it is to be like. */
  static PodDisruptionBudget desired(InetdRuntimeResource runtime) {
    RuntimeNames names = names(runtime);
    return new PodDisruptionBudgetBuilder()
        .withMetadata(Ownership.metadata(runtime, names.main(), names.labels()))
        .withNewSpec()
        .withMaxUnavailable(new IntOrString(1))
        .withNewSelector()
        .withMatchLabels(names.podLabels())
        .endSelector()
        .endSpec()
        .build();
  }
}
