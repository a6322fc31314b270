package dev.kinetd.operator.service;

import dev.kinetd.api.InetdServiceStatus;
import dev.kinetd.api.Mode;
import dev.kinetd.operator.catalog.Catalog;
import dev.kinetd.operator.catalog.Changes;
import dev.kinetd.operator.catalog.DefaultRuntime;
import dev.kinetd.operator.operation.Progress;
import dev.kinetd.operator.owned.ForeignObjectException;
import dev.kinetd.operator.owned.RuntimeNames;
import dev.kinetd.operator.resource.InetdServiceResource;
import dev.kinetd.operator.status.Conditions;
import dev.kinetd.operator.status.EventRecorder;
import dev.kinetd.operator.status.Reason;
import dev.kinetd.operator.status.Statement;
import dev.kinetd.operator.status.StatusWriter;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes the Service of an InetdService and says in its status what became of it. What the runtime
 * is told is the work of the runtime's reconciler.
 */
@ControllerConfiguration(name = "inetdservice", fieldManager = RuntimeNames.OPERATOR)
@GradualRetry(maxAttempts = -1, initialInterval = 500, maxInterval = 10_000)
public final class InetdServiceReconciler implements Reconciler<InetdServiceResource> {

  /** When to look again for an object in the way: nobody tells when a foreign object goes. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private final Catalog catalog;
  private final Changes changes;
  private final TargetPorts ports;
  private final ServiceRecords records;
  private final ServiceLookup lookup;
  private final ServiceAdmission admission;
  private final DefaultRuntime defaultRuntime;
  private final EventRecorder events;
  private final ProgrammedTimer timer;
  private final Progress progress;
  private final ServiceObject object;

  @Inject
  InetdServiceReconciler(
      Catalog catalog,
      Changes changes,
      TargetPorts ports,
      ServiceRecords records,
      ServiceLookup lookup,
      ServiceAdmission admission,
      DefaultRuntime defaultRuntime,
      EventRecorder events,
      ProgrammedTimer timer,
      Progress progress) {
    this.catalog = catalog;
    this.changes = changes;
    this.ports = ports;
    this.records = records;
    this.lookup = lookup;
    this.admission = admission;
    this.defaultRuntime = defaultRuntime;
    this.events = events;
    this.timer = timer;
    this.progress = progress;
    this.object = new ServiceObject(ports);
  }

  @Override
  public List<EventSource<?, InetdServiceResource>> prepareEventSources(
      EventSourceContext<InetdServiceResource> context) {
    var services = object.eventSource(context).orElseThrow();
    records.take(services);
    return List.of(catalog.services(context, changes), services);
  }

  @Override
  public UpdateControl<InetdServiceResource> reconcile(
      InetdServiceResource service, Context<InetdServiceResource> context) {
    Optional<Statement> refusal = progress.during(() -> carryOutAndSay(service, context));
    UpdateControl<InetdServiceResource> done = UpdateControl.noUpdate();
    return refusal.filter(r -> r.reason() == Reason.SERVICE_CONFLICT).isPresent()
        ? done.rescheduleAfter(LOOK_AGAIN)
        : done;
  }

  private Optional<Statement> carryOutAndSay(
      InetdServiceResource service, Context<InetdServiceResource> context) {
    defaultRuntime.makeFor(service);
    RuntimeView runtime = lookup.runtime(service);
    Optional<Statement> refusal = ServiceRefusal.of(service, runtime);
    if (refusal.isEmpty()) {
      refusal = carryOut(service, context);
      admission.serviceMade(service, refusal.isEmpty());
    }
    write(service, runtime, refusal.orElse(null), context);
    return refusal;
  }

  /** Makes the Service, or says why it cannot be made. */
  private Optional<Statement> carryOut(
      InetdServiceResource service, Context<InetdServiceResource> context) {
    if (service.getSpec().mode() == Mode.TcpMux) {
      object.getSecondaryResource(service, context).ifPresent(s -> delete(s, context));
      return Optional.empty();
    }
    if (ports.of(service).isEmpty()) {
      return Optional.of(Statement.of(Reason.PORT_CONFLICT, "the runtime has no target port left"));
    }
    try {
      object.reconcile(service, context);
      return Optional.empty();
    } catch (ForeignObjectException e) {
      return Optional.of(Statement.of(Reason.SERVICE_CONFLICT, e.getMessage()));
    } catch (KubernetesClientException e) {
      return Optional.of(ServiceRefusal.of(e));
    }
  }

  private static void delete(Service object, Context<InetdServiceResource> context) {
    context.getClient().resource(object).delete();
  }

  private void write(
      InetdServiceResource service,
      RuntimeView runtime,
      Statement refusal,
      Context<InetdServiceResource> context) {
    ServiceView view = lookup.view(service, runtime, refusal);
    List<Statement> statements = ServiceAssessment.of(view);
    Integer port =
        service.getSpec().mode() == Mode.TcpMux || refusal != null || ports.of(service).isEmpty()
            ? null
            : (Integer) ports.of(service).getAsInt();
    var status =
        new InetdServiceStatus(
            view.generation(),
            port,
            object.getSecondaryResource(service, context).flatMap(ServiceAddress::of).orElse(null),
            Conditions.of(view.conditions(), statements, view.generation(), Instant.now()));
    if (StatusWriter.write(service, new InetdServiceResource(), status, context)) {
      events.record(service, Conditions.news(view.conditions(), statements));
      if (Conditions.has(status.conditions(), Reason.PROGRAMMED)) {
        timer.programmed(service);
      }
    }
  }
}
