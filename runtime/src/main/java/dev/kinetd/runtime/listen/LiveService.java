package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.admission.Admission;
import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.admission.SourceSlot;
import dev.kinetd.runtime.launch.Invocation;
import dev.kinetd.runtime.launch.InvocationOwner;
import dev.kinetd.runtime.launch.LaunchFailure;
import dev.kinetd.runtime.launch.LaunchPlan;
import dev.kinetd.runtime.launch.Launcher;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.resolve.Program;
import dev.kinetd.runtime.resolve.ResolvedService;
import java.nio.file.Path;

/**
 * A service as it is being served: its definition, its limits, what happened to it. Outlives
 * reloads, while definitions come and go. Any thread may call any method.
 */
public final class LiveService implements InvocationOwner {

  private final Launcher launcher;
  private final EventLog log;
  private final Admission admission;
  private final ServiceCounters counters = new ServiceCounters();
  private volatile Definition definition;
  private volatile String trouble;

  /**
   * What a reload replaces as one.
   *
   * @param plan null for a built-in
   */
  record Definition(ResolvedService service, LaunchPlan plan) {}

  public LiveService(ResolvedService service, Launcher launcher, EventLog log) {
    this.launcher = launcher;
    this.log = log;
    admission = new Admission(service.spec().limits(), System.nanoTime());
    update(service);
  }

  /** Replaces the definition; handlers that run are not touched. */
  public void update(ResolvedService service) {
    admission.update(service.spec().limits());
    definition = new Definition(service, service.program() == null ? null : launcher.plan(service));
    trouble = null;
  }

  Definition definition() {
    return definition;
  }

  /** The definition in force. */
  public ResolvedService service() {
    return definition.service();
  }

  public String name() {
    return definition.service().name();
  }

  public ServiceCounters counters() {
    return counters;
  }

  /** Handlers that run. */
  public int running() {
    return admission.running();
  }

  /**
   * Why the service does not work at the moment, in words, or null when it does: what the last
   * client met, or else what the next one would meet.
   */
  public String trouble() {
    String met = trouble;
    Path program = definition.service().program();
    if (met != null || program == null) {
      return met;
    }
    String problem = Program.problem(program);
    return problem == null ? null : program + " " + problem;
  }

  void setTrouble(String text) {
    trouble = text;
  }

  Admission admission() {
    return admission;
  }

  /**
   * Lets a client in, or counts and logs why not.
   *
   * @param source the client's address, or null for a Unix socket
   * @return what the client gives back through {@link #leave}, or null when it is refused
   */
  SourceSlot admit(Source source, int port) {
    SourceSlot place = admission.enterSource(source == null ? UNIX_PEER : source);
    if (place == null) {
      refused(source, port, Refusal.PER_SOURCE, null);
      return null;
    }
    Refusal refusal = admission.enterService(System.nanoTime());
    if (refusal != null) {
      place.leave();
      refused(source, port, refusal, null);
      return null;
    }
    return place;
  }

  /** All clients of a Unix socket are one source. */
  private static final Source UNIX_PEER = new Source(0, 0);

  /** Gives back what {@link #admit} took. */
  void leave(SourceSlot place) {
    admission.leaveService();
    place.leave();
  }

  /** Counts and logs a client that gets nothing. */
  void refused(Source source, int port, Refusal reason, String detail) {
    counters.refused(reason);
    log.add(new Refused(System.currentTimeMillis(), name(), source, port, reason, detail));
  }

  /**
   * Starts the handler of an admitted client on its connection. Owns the connection from here on.
   *
   * @param spawner of the calling thread, its environment written
   */
  void launch(
      Spawner spawner, LaunchPlan plan, Source source, int port, SourceSlot place, int connection) {
    boolean launched = false;
    try {
      var invocation = new Invocation(this, name(), source, port, place, System.nanoTime());
      LaunchFailure failure = launcher.launch(spawner, plan, invocation, connection);
      launched = failure == null;
      if (launched) {
        launched();
      } else {
        failed(failure, source, port);
      }
    } finally {
      Descriptors.close(connection);
      if (!launched) {
        leave(place);
      }
    }
  }

  /** Starts a handler that meets the clients itself; null when its program runs. */
  LaunchFailure launchWait(Spawner spawner, LaunchPlan plan, InvocationOwner owner, int socket) {
    var invocation = new Invocation(owner, name(), null, 0, null, System.nanoTime());
    return launcher.launch(spawner, plan, invocation, socket);
  }

  void launched() {
    counters.admitted();
    if (trouble != null) {
      trouble = null;
    }
  }

  void failed(LaunchFailure failure, Source source, int port) {
    trouble = failure.toString();
    Refusal reason = failure.beforeExec() ? Refusal.LAUNCH_FAILED : Refusal.EXEC_FAILED;
    refused(source, port, reason, trouble);
  }

  /** A client is served by a built-in. */
  void admittedBuiltin(ClientAddress client) {
    counters.admitted();
    log.add(new AdmittedBuiltin(System.currentTimeMillis(), name(), client));
  }

  /** The handler of one connection has exited. */
  @Override
  public void exited(Invocation invocation) {
    counters.exited(invocation);
    leave(invocation.place());
  }

  /** A handler that met its clients itself has exited. */
  void handlerExited(Invocation invocation) {
    counters.exited(invocation);
    admission.leaveService();
  }
}
