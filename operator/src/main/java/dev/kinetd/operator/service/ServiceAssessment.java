package dev.kinetd.operator.service;

import dev.kinetd.api.Limits;
import dev.kinetd.api.RuntimeState.Service;
import dev.kinetd.api.RuntimeState.ServiceState;
import dev.kinetd.api.Toggle;
import dev.kinetd.api.TrafficPolicy;
import dev.kinetd.operator.pods.PodView;
import dev.kinetd.operator.status.Conditions;
import dev.kinetd.operator.status.Reason;
import dev.kinetd.operator.status.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What there is to say of a service: one statement for each condition. Pure. */
final class ServiceAssessment {

  private final ServiceView view;

  private ServiceAssessment(ServiceView view) {
    this.view = view;
  }

  /** The statements about a service. */
  static List<Statement> of(ServiceView view) {
    var assessment = new ServiceAssessment(view);
    var statements = new ArrayList<Statement>();
    statements.add(assessment.accepted());
    statements.add(assessment.resolvedRefs());
    statements.add(assessment.programmed());
    statements.add(assessment.ready());
    assessment.warnings(statements);
    return statements;
  }

  private Statement accepted() {
    return view.refusal() != null ? view.refusal() : Statement.of(Reason.ACCEPTED);
  }

  private Statement resolvedRefs() {
    if (view.service().getSpec().launch().environmentFrom().isEmpty()) {
      return Statement.of(Reason.RESOLVED_REFS);
    }
    return isDelivered() ? view.delivery().refs() : Statement.of(Reason.REFS_PENDING);
  }

  private Statement programmed() {
    if (view.refusal() != null) {
      return Statement.inWords(
          Reason.PROGRAMMED_PENDING, "this generation is not carried out; see Accepted");
    }
    if (resolvedRefs().reason() != Reason.RESOLVED_REFS) {
      return Statement.inWords(
          Reason.PROGRAMMED_PENDING,
          "this generation waits for what it refers to; see ResolvedRefs");
    }
    if (isDelivered() && view.delivery().tooLarge()) {
      return Statement.of(Reason.CONFIG_TOO_LARGE);
    }
    if (!view.runtime().isHeard()) {
      return asBefore(Reason.PROGRAMMED, Reason.PROGRAMMED_PENDING);
    }
    List<PodView> ready = view.runtime().readyPods();
    return ready.isEmpty() ? programmedNowhere() : programmedIn(ready);
  }

  private Statement programmedNowhere() {
    if (view.runtime().unavailable()) {
      return Statement.of(
          Reason.RUNTIME_UNAVAILABLE,
          "the runtime \"" + view.runtime().name() + "\" has had no ready pod for a minute");
    }
    return asBefore(Reason.PROGRAMMED, Reason.PROGRAMMED_PENDING);
  }

  /** What was good stays, as long as nothing else is known; of another generation nothing is. */
  private Statement asBefore(Reason good, Reason pending) {
    return Conditions.find(view.conditions(), good.type())
        .filter(c -> c.reason().equals(good.word()))
        .filter(c -> c.observedGeneration() == view.generation())
        .map(c -> Statement.inWords(good, c.message()))
        .orElseGet(() -> Statement.of(pending));
  }

  private Statement programmedIn(List<PodView> ready) {
    for (PodView pod : ready) {
      Optional<Service> said = pod.service(view.name());
      if (said.isPresent() && said.get().state() == ServiceState.Refused && hasVersion(pod)) {
        return Statement.inWords(Reason.INVALID, said.get().message());
      }
    }
    for (PodView pod : ready) {
      Optional<Statement> waits = waitsIn(pod);
      if (waits.isPresent()) {
        return waits.get();
      }
    }
    return Statement.of(Reason.PROGRAMMED);
  }

  /** Why the version is not in force in a pod; empty when it is. */
  private Optional<Statement> waitsIn(PodView pod) {
    Optional<Service> said = pod.service(view.name());
    if (said.isEmpty() || said.get().generation() != view.generation()) {
      String detail =
          said.map(Service::message).filter(m -> !m.isEmpty() && hasVersion(pod)).orElse("");
      String problem = pod.state() == null ? "" : pod.state().problem();
      return Optional.of(
          Statement.of(
              Reason.PROGRAMMED_PENDING,
              "the pod "
                  + pod.name()
                  + " has not reported this generation"
                  + (detail.isEmpty() ? "" : ": " + detail)
                  + (problem.isEmpty() ? "" : ": " + problem)));
    }
    return switch (said.get().state()) {
      case Listening, Suspended, Failing -> Optional.empty();
      case NotListening, Refused, Pending ->
          Optional.of(
              Statement.of(
                  Reason.PROGRAMMED_PENDING,
                  "in the pod " + pod.name() + ": " + said.get().message()));
    };
  }

  /** Whether a pod has loaded a configuration with this version, so that it speaks of it. */
  private boolean hasVersion(PodView pod) {
    long since = view.delivery().configGeneration();
    return isDelivered() && since > 0 && pod.state() != null && pod.state().generation() >= since;
  }

  /** Whether what is known of the delivery is of this version, and not of one before. */
  private boolean isDelivered() {
    return view.delivery().version() == view.generation();
  }

  private Statement ready() {
    if (view.service().getSpec().suspend() == Toggle.Enabled) {
      return Statement.of(Reason.SUSPENDED);
    }
    if (!view.runtime().isHeard()) {
      return asBefore(Reason.LISTENING, Reason.READY_PENDING);
    }
    List<Service> said =
        view.runtime().readyPods().stream()
            .flatMap(pod -> pod.service(view.name()).stream())
            .filter(s -> s.generation() > 0 || s.state() == ServiceState.NotListening)
            .toList();
    if (said.stream().anyMatch(ServiceAssessment::isListening)) {
      return Statement.of(Reason.LISTENING);
    }
    Optional<Service> failing = find(said, ServiceState.Failing);
    if (failing.isPresent()) {
      return Statement.of(Reason.HANDLER_FAILING, failing.get().message());
    }
    Optional<Service> deaf = find(said, ServiceState.NotListening);
    if (deaf.isPresent()) {
      return Statement.of(Reason.NO_READY_RUNTIME, deaf.get().message());
    }
    return notHeardOf();
  }

  private Statement notHeardOf() {
    boolean wasReady = Conditions.has(view.conditions(), Reason.LISTENING);
    boolean wasLost = Conditions.has(view.conditions(), Reason.NO_READY_RUNTIME);
    if (view.runtime().readyPods().isEmpty()
        && (view.runtime().unavailable() || wasReady || wasLost)) {
      return Statement.of(
          Reason.NO_READY_RUNTIME,
          "the runtime \"" + view.runtime().name() + "\" has no ready pod");
    }
    return Statement.of(Reason.READY_PENDING);
  }

  /** A version before that listens still counts: clients are served. */
  private static boolean isListening(Service said) {
    return said.state() == ServiceState.Listening
        || (said.generation() > 0
            && (said.state() == ServiceState.Refused || said.state() == ServiceState.Pending));
  }

  private static Optional<Service> find(List<Service> said, ServiceState state) {
    return said.stream().filter(s -> s.state() == state).findFirst();
  }

  private void warnings(List<Statement> statements) {
    var spec = view.service().getSpec();
    if (view.ruled() && spec.service().effectiveTrafficPolicy() == TrafficPolicy.Cluster) {
      statements.add(Statement.of(Reason.CLIENT_ADDRESS_HIDDEN));
    }
    if (view.runtime().replicas() > 1 && isLimited(spec.limits())) {
      statements.add(
          Statement.of(
              Reason.LIMITS_PER_POD,
              "each of the "
                  + view.runtime().replicas()
                  + " pods counts limits for itself, so that all together may serve so many times"
                  + " as much"));
    }
    if (!view.sharers().isEmpty()) {
      statements.add(
          Statement.of(
              Reason.LOAD_BALANCER_PORT_SHARED,
              "so does the service "
                  + String.join(", ", view.sharers())
                  + ": port "
                  + spec.port()
                  + " of one load balancer can be only one's, unless each gets an address of its"
                  + " own"));
    }
  }

  private static boolean isLimited(Limits limits) {
    return limits.instances() != Limits.DEFAULT_INSTANCES
        || limits.perSource() != null
        || limits.startsPerMinute() != null;
  }
}
