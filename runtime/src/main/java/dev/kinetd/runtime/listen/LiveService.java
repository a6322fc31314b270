package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.access.AccessDecision;
import dev.kinetd.runtime.access.AccessOutcome;
import dev.kinetd.runtime.access.Facts;
import dev.kinetd.runtime.access.Verdict;
import dev.kinetd.runtime.admission.Admission;
import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.admission.SourceSlot;
import dev.kinetd.runtime.launch.Dressing;
import dev.kinetd.runtime.launch.Invocation;
import dev.kinetd.runtime.launch.InvocationOwner;
import dev.kinetd.runtime.launch.LaunchFailure;
import dev.kinetd.runtime.launch.LaunchPad;
import dev.kinetd.runtime.launch.LaunchPlan;
import dev.kinetd.runtime.launch.Launcher;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.log.Fault;
import dev.kinetd.runtime.log.Message;
import dev.kinetd.runtime.resolve.Program;
import dev.kinetd.runtime.resolve.ResolvedService;
import java.nio.file.Path;

/**
 * A service as it is being served: its definition, its limits, what happened to it. Outlives
 * reloads, while definitions come and go. Any thread may call any method.
 */
public final class LiveService implements InvocationOwner {

  /** All clients of a Unix socket are one source. */
  private static final Source UNIX_PEER = new Source(0, 0);

  private final Gate gate;
  private final LaunchPad pad;
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

  public LiveService(
      ResolvedService service, Gate gate, LaunchPad pad, Launcher launcher, EventLog log) {
    this.gate = gate;
    this.pad = pad;
    this.launcher = launcher;
    this.log = log;
    admission = new Admission(service.spec().limits(), System.nanoTime());
    update(service);
  }

  /** Replaces the definition; handlers that run are not touched. */
  public void update(ResolvedService service) {
    admission.update(service.spec().limits());
    definition =
        new Definition(
            service, service.program() == null ? null : launcher.plan(service, Dressing.PLAIN));
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

  void warn(String text) {
    log.add(Message.warning(name() + ": " + text));
  }

  Admission admission() {
    return admission;
  }

  /**
   * Lets a client in and has it served, or counts and logs why not and closes it: the limit of its
   * address, then the access rules, then the limits of the service. Owns the connection from here
   * on.
   *
   * @param spawner of the calling thread
   */
  void enter(Connection connection, Spawner spawner, ConnectionServer server) {
    SourceSlot place = admission.enterSource(connection.isUnix() ? UNIX_PEER : connection.source());
    if (place == null) {
      refused(connection, Refusal.PER_SOURCE, null);
      connection.close();
      return;
    }
    connection.take(place);
    if (gate.watches(name())) {
      judge(connection, spawner, server);
    } else {
      admit(connection, spawner, server);
    }
  }

  /** Decides at once where that is possible; else on a thread that may wait. */
  private void judge(Connection connection, Spawner spawner, ConnectionServer server) {
    Visitor visitor = connection.visitor(spawner.local());
    AccessOutcome outcome = gate.decide(name(), visitor, Facts.NONE);
    if (outcome instanceof AccessDecision decision && decision.effects().isEmpty()) {
      judged(decision, connection, spawner, server);
    } else {
      Thread.ofVirtual().name("kinetd-judge").start(() -> judgeInTime(visitor, connection, server));
    }
  }

  private void judgeInTime(Visitor visitor, Connection connection, ConnectionServer server) {
    var request = visitor.asking(service().service().daemonName());
    var effects =
        new ClientEffects(
            connection, request, new ShellCommands(this, gate.rootHooks(), launcher, pad, log));
    try {
      Gate.Judgement judgement = gate.await(name(), visitor, effects);
      AccessDecision decision = judgement.decision();
      effects.carryOut(decision.effects(), judgement.facts());
      connection.wear(effects.dressing(), effects.twist());
      pad.submit(spawner -> judged(decision, connection, spawner, server));
    } catch (CommandRefusedException e) {
      turnAway(connection, Refusal.ACCESS, e.getMessage());
    } catch (RuntimeException e) {
      log.add(Fault.of(e));
      turnAway(connection, Refusal.ACCESS, "no verdict was possible");
    }
  }

  private void judged(
      AccessDecision decision, Connection connection, Spawner spawner, ConnectionServer server) {
    decision.count();
    audited(decision, connection);
    if (decision.granted()) {
      admit(connection, spawner, server);
    } else {
      turnAway(connection, Refusal.ACCESS, decision.toString());
    }
  }

  /** Whether a datagram may be served; counts and logs why not. */
  boolean admitsDatagram(AccessDecision decision, Source source, int port) {
    Connection sender = Connection.ofDatagram(source, port);
    decision.count();
    audited(decision, sender);
    if (!decision.granted()) {
      refused(sender, Refusal.ACCESS, decision.toString());
    }
    return decision.granted();
  }

  /** A datagram was dropped because the verdict on its sender was not there in time. */
  void lateForDatagram(Source source, int port) {
    refused(
        Connection.ofDatagram(source, port),
        Refusal.ACCESS,
        "dropped while something was found out about its sender");
  }

  /** Says what rules under audit would have done, where that is something else. */
  private void audited(AccessDecision decision, Connection connection) {
    Verdict verdict = decision.rules();
    if (verdict != null && verdict.wouldChange()) {
      log.add(
          new Audited(
              System.currentTimeMillis(),
              name(),
              connection.source(),
              connection.port(),
              verdict.rehearsal()));
    }
  }

  private void admit(Connection connection, Spawner spawner, ConnectionServer server) {
    Refusal refusal = admission.enterService(System.nanoTime());
    if (refusal == null && connection.twist() != null) {
      launch(connection, spawner);
    } else if (refusal == null) {
      server.serve(connection, spawner);
    } else {
      turnAway(connection, refusal, null);
    }
  }

  private void turnAway(Connection connection, Refusal refusal, String detail) {
    connection.place().leave();
    refused(connection, refusal, detail);
    connection.close();
  }

  /** Gives back what an admitted client took. */
  void leave(SourceSlot place) {
    admission.leaveService();
    place.leave();
  }

  /**
   * Counts and logs a client that gets nothing.
   *
   * @param connection of the client, or null where it is not known
   */
  void refused(Connection connection, Refusal reason, String detail) {
    counters.refused(reason);
    log.add(
        new Refused(
            System.currentTimeMillis(),
            name(),
            connection == null ? null : connection.source(),
            connection == null ? 0 : connection.port(),
            reason,
            detail));
  }

  /** Starts the handler of an admitted client on its connection, which it owns from here on. */
  void launch(Connection connection, Spawner spawner) {
    boolean launched = false;
    try {
      if (connection.twist() != null) {
        Descriptors.makeBlocking(connection.fd());
      }
      HandlerEnvironment.write(spawner, connection, this);
      var invocation =
          new Invocation(
              this,
              name(),
              connection.source(),
              connection.port(),
              connection.place(),
              System.nanoTime());
      LaunchFailure failure =
          launcher.launch(spawner, planFor(connection), invocation, connection.fd());
      launched = failure == null;
      if (launched) {
        launched();
      } else {
        failed(failure, connection);
      }
    } finally {
      connection.close();
      if (!launched) {
        leave(connection.place());
      }
    }
  }

  /** The service's own plan, unless the rule that let the client in wants something else. */
  private LaunchPlan planFor(Connection connection) {
    if (connection.twist() != null) {
      return launcher.shell(service(), connection.twist(), connection.dressing());
    }
    return connection.dressing() == Dressing.PLAIN
        ? definition.plan()
        : launcher.plan(service(), connection.dressing());
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

  /**
   * Counts and logs a handler that did not start.
   *
   * @param connection of the client, or null where it is not known
   */
  void failed(LaunchFailure failure, Connection connection) {
    trouble = failure.toString();
    Refusal reason = failure.beforeExec() ? Refusal.LAUNCH_FAILED : Refusal.EXEC_FAILED;
    refused(connection, reason, trouble);
  }

  /** A client is served by the runtime itself. */
  void servedHere(Connection connection) {
    counters.admitted();
    log.add(
        new AdmittedBuiltin(
            System.currentTimeMillis(), name(), connection.source(), connection.port()));
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
