package dev.kinetd.operator.status;

import dev.kinetd.operator.owned.RuntimeNames;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;

/** Writes a status when, and only when, it is another one. */
public final class StatusWriter {

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(RuntimeNames.OPERATOR)
          .withForce(true)
          .build();

  private StatusWriter() {}

  /**
   * Applies a status to a resource. What the server answers is what the next reconciliation sees,
   * also when the informer has not heard of it yet.
   *
   * @param fresh a new resource of the same kind, with nothing in it
   * @return whether it was written
   */
  public static <S, P extends CustomResource<?, S>> boolean write(
      P primary, P fresh, S status, Context<P> context) {
    if (status.equals(primary.getStatus())) {
      return false;
    }
    fresh.setMetadata(
        new ObjectMetaBuilder()
            .withName(primary.getMetadata().getName())
            .withNamespace(primary.getMetadata().getNamespace())
            .build());
    fresh.setSpec(null);
    fresh.setStatus(status);
    P written = context.getClient().resource(fresh).subresource("status").patch(APPLY);
    context
        .eventSourceRetriever()
        .getControllerEventSource()
        .handleRecentResourceUpdate(ResourceID.fromResource(primary), written, primary);
    return true;
  }
}
