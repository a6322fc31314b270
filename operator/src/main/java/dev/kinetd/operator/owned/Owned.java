package dev.kinetd.operator.owned;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.dependent.Matcher.Result;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.Set;

/**
 * One object that a resource owns: applied by the server, so that only the operator's own fields
 * are compared and repaired, and never where somebody else made an object of that name.
 *
 * <p>Objects are found by their names. Owner references and labels are fields like others, which
 * somebody may take away and which come back.
 *
 * @param <R> the object
 * @param <P> the resource that owns it
 */
public abstract class Owned<R extends HasMetadata, P extends HasMetadata>
    extends CRUDKubernetesDependentResource<R, P> implements SecondaryToPrimaryMapper<R> {

  private final String selector;

  private static final int UNPROCESSABLE = 422;
  private static final PatchContext WHOLE_LISTS =
      new PatchContext.Builder()
          .withPatchType(PatchType.JSON_MERGE)
          .withFieldManager(RuntimeNames.OPERATOR)
          .build();

  /**
   * An object of one kind.
   *
   * @param name of the event source
   * @param selector of the labels of all such objects
   */
  protected Owned(Class<R> type, String name, String selector) {
    super(type, name);
    this.selector = selector;
  }

  /** The object's name; its namespace is the owner's. */
  protected abstract String nameFor(P primary);

  /** The name of the owner of an object; empty where no such object belongs to anybody. */
  protected abstract Optional<String> ownerOf(R object);

  @Override
  protected InformerEventSourceConfiguration.Builder<R> informerConfigurationBuilder(
      EventSourceContext<P> context) {
    return super.informerConfigurationBuilder(context).withLabelSelector(selector);
  }

  @Override
  protected boolean useSSA(Context<P> context) {
    return true;
  }

  @Override
  protected final ResourceID targetSecondaryResourceID(P primary, Context<P> context) {
    return new ResourceID(nameFor(primary), primary.getMetadata().getNamespace());
  }

  @Override
  public final Set<ResourceID> toPrimaryResourceIDs(R object) {
    return ownerOf(object)
        .map(owner -> Set.of(new ResourceID(owner, object.getMetadata().getNamespace())))
        .orElseGet(Set::of);
  }

  @Override
  public R create(R desired, P primary, Context<P> context) {
    try {
      return super.create(desired, primary, context);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      return takeBack(desired, primary, context, e);
    }
  }

  /** The object is there, and the informer does not know it: its labels may have been changed. */
  private R takeBack(R desired, P primary, Context<P> context, KubernetesClientException conflict) {
    R there = context.getClient().resource(desired).get();
    if (there == null) {
      throw conflict;
    }
    checkOwner(there, primary);
    desired.getMetadata().setResourceVersion(null);
    return update(there, desired, primary, context);
  }

  /**
   * Applies it. An item of a list that somebody gave another key (a port another number) is theirs
   * now, and the operator's own comes beside it, which the API server may not allow: then the lists
   * are written as wholes first.
   */
  @Override
  public R update(R actual, R desired, P primary, Context<P> context) {
    try {
      return super.update(actual, desired, primary, context);
    } catch (KubernetesClientException e) {
      if (e.getCode() != UNPROCESSABLE) {
        throw e;
      }
      var client = context.getClient();
      String whole = client.getKubernetesSerialization().asJson(desired);
      return super.update(
          client.resource(desired).patch(WHOLE_LISTS, whole), desired, primary, context);
    }
  }

  @Override
  public Result<R> match(R actual, R desired, P primary, Context<P> context) {
    checkOwner(actual, primary);
    return super.match(actual, desired, primary, context);
  }

  @Override
  public Result<R> match(R actual, P primary, Context<P> context) {
    return match(actual, desired(primary, context), primary, context);
  }

  private void checkOwner(R object, P primary) {
    if (!Ownership.isOf(object, primary)) {
      throw new ForeignObjectException(object.getKind(), object.getMetadata().getName());
    }
  }

  /** The desired object has all its metadata already. */
  @Override
  protected void addMetadata(boolean forMatch, R actual, R target, P primary, Context<P> context) {}
}
