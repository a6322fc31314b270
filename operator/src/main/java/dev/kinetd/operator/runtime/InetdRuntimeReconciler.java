package dev.kinetd.operator.runtime;

import dev.kinetd.api.Condition;
import dev.kinetd.api.InetdRuntimeStatus;
import dev.kinetd.operator.catalog.Catalog;
import dev.kinetd.operator.catalog.Changes;
import dev.kinetd.operator.catalog.DefaultRuntime;
import dev.kinetd.operator.catalog.Delivery;
import dev.kinetd.operator.catalog.RuntimeBoard;
import dev.kinetd.operator.operation.OperatorSettings;
import dev.kinetd.operator.operation.Progress;
import dev.kinetd.operator.owned.ForeignObjectException;
import dev.kinetd.operator.owned.RuntimeNames;
import dev.kinetd.operator.pods.PodStates;
import dev.kinetd.operator.pods.PodView;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import dev.kinetd.operator.status.Conditions;
import dev.kinetd.operator.status.EventRecorder;
import dev.kinetd.operator.status.Reason;
import dev.kinetd.operator.status.Statement;
import dev.kinetd.operator.status.StatusWriter;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes what an InetdRuntime needs, writes the configuration for its pods, sees that they load it,
 * and says in its status what became of it.
 */
@ControllerConfiguration(name = "inetdruntime", fieldManager = RuntimeNames.OPERATOR)
@GradualRetry(maxAttempts = -1, initialInterval = 500, maxInterval = 10_000)
public final class InetdRuntimeReconciler implements Reconciler<InetdRuntimeResource> {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
  private static final Duration NOT_STARTED = Duration.ofMillis(50);

  private final Operator operator;
  private final Catalog catalog;
  private final Changes changes;
  private final RuntimeBoard board;
  private final PodStates states;
  private final DefaultRuntime defaultRuntime;
  private final EventRecorder events;
  private final Progress progress;
  private final RuntimeObjects objects;
  private final RuntimeWorks works;
  private final ConfigDelivery delivery;
  private final PodToucher toucher;

  @Inject
  InetdRuntimeReconciler(
      Operator operator,
      KubernetesClient client,
      OperatorSettings settings,
      Catalog catalog,
      Changes changes,
      RuntimeBoard board,
      PodStates states,
      Instance<ConfigContents> contents,
      DefaultRuntime defaultRuntime,
      EventRecorder events,
      Progress progress) {
    this.operator = operator;
    this.catalog = catalog;
    this.changes = changes;
    this.board = board;
    this.states = states;
    this.defaultRuntime = defaultRuntime;
    this.events = events;
    this.progress = progress;
    this.objects = new RuntimeObjects(settings.runtimeImage());
    this.works = new RuntimeWorks(catalog, contents::get, this::gone);
    this.delivery = new ConfigDelivery(catalog, objects);
    this.toucher = new PodToucher(client);
  }

  @Override
  public List<EventSource<?, InetdRuntimeResource>> prepareEventSources(
      EventSourceContext<InetdRuntimeResource> context) {
    changes.listen(works);
    var sources = new ArrayList<>(objects.eventSources(context));
    sources.add(catalog.runtimes(context, changes));
    return sources;
  }

  @Override
  public UpdateControl<InetdRuntimeResource> reconcile(
      InetdRuntimeResource runtime, Context<InetdRuntimeResource> context) {
    UpdateControl<InetdRuntimeResource> done = UpdateControl.noUpdate();
    if (!operator.getRuntimeInfo().isStarted()) {
      // What is not in the caches yet would be missing in the configuration.
      return done.rescheduleAfter(NOT_STARTED);
    }
    return again(progress.during(() -> carryOut(runtime, context)))
        .map(done::rescheduleAfter)
        .orElse(done);
  }

  /** Carries everything out that is due, and says when something else will be. */
  private List<Duration> carryOut(
      InetdRuntimeResource runtime, Context<InetdRuntimeResource> context) {
    ResourceID id = Catalog.id(runtime);
    Instant now = Instant.now();
    RuntimeWork work = works.of(runtime, now);
    Collection<Pod> pods = objects.pods(runtime);
    boolean otherPodsReady = states.follow(id, pods);
    var next = new ArrayList<Duration>();
    boolean used = !catalog.servicesOf(id).isEmpty();
    if (DefaultRuntime.isOwn(runtime)) {
      Duration keep = work.keep(used, now);
      if (keep.isZero()) {
        defaultRuntime.remove(runtime);
        return next;
      }
      if (!used) {
        next.add(keep);
      }
    }
    Statement refusal = null;
    try {
      objects.reconcile(runtime, context);
      deliver(runtime, work, context, next);
    } catch (ForeignObjectException e) {
      refusal = Statement.of(Reason.SERVICE_CONFLICT, e.getMessage());
      next.add(LOOK_AGAIN);
    } catch (KubernetesClientException e) {
      refusal = refusal(e);
    }
    List<PodView> views = states.of(id);
    boolean unavailable = lookAfterPods(id, work, views, next);
    announce(id, new RuntimeBoard.Notice(unavailable, work.deliveries), otherPodsReady);
    write(runtime, work, refusal, unavailable, views, pods, context);
    return next;
  }

  private void deliver(
      InetdRuntimeResource runtime,
      RuntimeWork work,
      Context<InetdRuntimeResource> context,
      List<Duration> next) {
    if (delivery.isDisturbed(runtime, work, context)) {
      work.pace.changed(Instant.now());
    }
    if (!work.pace.waits()) {
      return;
    }
    Duration remaining = work.pace.remaining(Instant.now());
    if (!remaining.isZero()) {
      next.add(remaining);
      return;
    }
    ResourceID id = Catalog.id(runtime);
    try {
      delivery.deliver(
          runtime,
          work,
          context,
          deliveries ->
              announce(id, new RuntimeBoard.Notice(board.of(id).unavailable(), deliveries), false));
    } catch (RuntimeException e) {
      work.pace.changed(Instant.now());
      throw e;
    }
  }

  /** Touches pods that lag behind; whether the runtime has had no ready pod for long. */
  private boolean lookAfterPods(
      ResourceID id, RuntimeWork work, List<PodView> views, List<Duration> next) {
    Instant now = Instant.now();
    for (PodTouches.Touch touch : work.touches.due(views, work.configGeneration, now)) {
      toucher.touch(id, touch, work.configGeneration);
    }
    work.touches.next().ifPresent(when -> next.add(Duration.between(now, when)));
    boolean ready = views.stream().anyMatch(PodView::ready);
    Duration patience = work.patience(ready, now);
    if (!ready && !patience.isZero()) {
      next.add(patience);
    }
    return patience.isZero();
  }

  /** Tells services what is new to them of their runtime. */
  private void announce(ResourceID id, RuntimeBoard.Notice notice, boolean otherPodsReady) {
    RuntimeBoard.Notice before = board.put(id, notice);
    if (otherPodsReady || before.unavailable() != notice.unavailable()) {
      changes.touchServices(id);
      return;
    }
    notice
        .deliveries()
        .forEach(
            (name, now) -> {
              Delivery old = before.delivery(name);
              if (old.tooLarge() != now.tooLarge() || !Objects.equals(now.refs(), old.refs())) {
                catalog.touchService(new ResourceID(name, id.getNamespace().orElse(null)));
              }
            });
  }

  /** What the API server has against an object's content; anything else is tried again. */
  private static Statement refusal(KubernetesClientException e) {
    if (e.getCode() != 422) {
      throw e;
    }
    return Statement.of(
        Reason.UNSUPPORTED_VALUE, "the API server refuses an object of it: " + e.getMessage());
  }

  private void write(
      InetdRuntimeResource runtime,
      RuntimeWork work,
      Statement refusal,
      boolean unavailable,
      List<PodView> views,
      Collection<Pod> pods,
      Context<InetdRuntimeResource> context) {
    var before =
        runtime.getStatus() == null ? List.<Condition>of() : runtime.getStatus().conditions();
    List<String> exhausted = MemoryNote.exhausted(pods);
    String memory =
        exhausted.isEmpty() ? "" : MemoryNote.words(pods, catalog.servicesOf(Catalog.id(runtime)));
    List<Statement> statements =
        RuntimeAssessment.of(
            new RuntimeAssessment.View(
                refusal, work.configGeneration, unavailable, views, exhausted, memory));
    long generation = runtime.getMetadata().getGeneration();
    var status =
        new InetdRuntimeStatus(
            objects
                .deployment(runtime, context)
                .map(d -> d.getStatus())
                .map(DeploymentStatus::getReplicas)
                .orElse(0),
            RuntimeOwned.names(runtime).podSelector(),
            generation,
            work.configGeneration,
            Conditions.of(before, statements, generation, Instant.now()));
    if (StatusWriter.write(runtime, new InetdRuntimeResource(), status, context)) {
      events.record(runtime, Conditions.news(before, statements));
    }
  }

  /** The runtime is no more. */
  private void gone(ResourceID runtime) {
    states.follow(runtime, List.of());
    board.remove(runtime);
  }

  private static Optional<Duration> again(List<Duration> next) {
    return next.stream()
        .min(Duration::compareTo)
        .map(d -> d.toMillis() < 1 ? Duration.ofMillis(1) : d.plusMillis(1));
  }
}
