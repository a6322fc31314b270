package dev.kinetd.operator.catalog;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Has a resource reconciled for a reason that lies outside its own controller, and tells the others
 * of what happens to the resources of this one. Any thread.
 *
 * @param <P> the resource
 */
public final class Signal<P extends HasMetadata> extends AbstractEventSource<Void, P>
    implements ResourceEventAware<P> {

  private final BiConsumer<P, P> changes;

  /**
   * A signal of one controller.
   *
   * @param name of the event source
   * @param changes is told of each change: the resource before (null where it is new) and after
   *     (null where it is gone)
   */
  public Signal(String name, BiConsumer<P, P> changes) {
    super(Void.class, name);
    this.changes = changes;
  }

  /** Has the resource reconciled; nothing happens where there is none. */
  public void raise(ResourceID resource) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(resource));
    }
  }

  @Override
  public Set<Void> getSecondaryResources(P primary) {
    return Set.of();
  }

  @Override
  public void onResourceCreated(P resource) {
    changes.accept(null, resource);
  }

  @Override
  public void onResourceUpdated(P newResource, P oldResource) {
    changes.accept(oldResource, newResource);
  }

  @Override
  public void onResourceDeleted(P resource) {
    changes.accept(resource, null);
  }
}
