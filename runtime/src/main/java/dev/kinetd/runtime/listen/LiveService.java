package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.admission.Admission;
import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.admission.SourceSlot;
import dev.kinetd.runtime.launch.Dressing;
import dev.kinetd.runtime.launch.Invocation;
import dev.kinetd.runtime.launch.InvocationOwner;
import dev.kinetd.runtime.launch.LaunchFailure;
import dev.kinetd.runtime.launch.LaunchPad;
import dev.kinetd.runtime.launch.LaunchPlan;
import dev.kinetd.runtime.launch.Launcher;
import dev.kinetd.runtime.launch.ScriptText;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.log.Message;
import dev.kinetd.runtime.resolve.Program;
import dev.kinetd.runtime.resolve.ResolvedService;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A service as it is being served: its definition, its limits, what happened to it. Outlives
 * reloads, while definitions come and go. Any thread may call any method.
 */
public final class LiveService implements InvocationOwner {

  private final Launcher launcher;
  private final EventLog log;
  private final Admission admission;
  private final Entrance entrance;
  private final Runnable changed;
  private final ServiceCounters counters = new ServiceCounters();
  private volatile Definition definition;
  private volatile String trouble;

  /**
   * What a reload replaces as one.
   *
   * @param plan null for a built-in
   * @param script its text where the handler is a script, else null
   */
  record Definition(ResolvedService service, LaunchPlan plan, ScriptText script) {}

  /**
   * @param changed called when {@link #trouble} may be different; must not wait
   */
  public LiveService(
      ResolvedService service,
      Gate gate,
      LaunchPad pad,
      Launcher launcher,
      EventLog log,
      Runnable changed) {
    this.launcher = launcher;
    this.log = log;
    this.changed = changed;
    admission = new Admission(service.spec().limits(), System.nanoTime());
    entrance =
        new Entrance(
            this,
            admission,
            gate,
            new ShellCommands(this, gate.rootHooks(), launcher, pad, log),
            pad,
            log);
    update(service);
  }

  /**
   * Replaces the definition; handlers that run are not touched. One that says the same leaves
   * everything as it is, also what is known of its trouble.
   */
  public void update(ResolvedService service) {
    Definition before = definition;
    if (before != null && before.service().saysTheSameAs(service)) {
      definition = new Definition(service, before.plan(), before.script());
      return;
    }
    admission.update(service.spec().limits());
    String text = service.spec().handler().script();
    ScriptText script = text == null ? null : new ScriptText(service.name(), text);
    LaunchPlan plan =
        service.program() == null ? null : launcher.plan(service, script, Dressing.PLAIN);
    definition = new Definition(service, plan, script);
    trouble = null;
    giveUp(before);
  }

  /** It is not served any more: gives up what only new handlers need. */
  public void retire() {
    giveUp(definition);
  }

  private static void giveUp(Definition old) {
    if (old != null && old.script() != null) {
      old.script().retire();
    }
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
    boolean news = !Objects.equals(trouble, text);
    trouble = text;
    if (news) {
      changed.run();
    }
  }

  void warn(String text) {
    log.add(Message.warning(name() + ": " + text));
  }

  Admission admission() {
    return admission;
  }

  /** The way in for its clients. */
  Entrance entrance() {
    return entrance;
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
            detail,
            connection == null ? null : connection.judgement()));
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
              connection.judgement(),
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
  LaunchPlan planFor(Connection connection) {
    if (connection.twist() != null) {
      return launcher.shell(service(), connection.twist(), connection.dressing());
    }
    Definition now = definition;
    return connection.dressing() == Dressing.PLAIN
        ? now.plan()
        : launcher.plan(now.service(), now.script(), connection.dressing());
  }

  /**
   * Starts a handler that meets the clients itself; null when its program runs.
   *
   * @param first who sent the datagram that it is started for, or null where nobody had to ask
   */
  LaunchFailure launchWait(Spawner spawner, Connection first, InvocationOwner owner, int socket) {
    long now = System.nanoTime();
    if (first == null) {
      var invocation = new Invocation(owner, name(), null, 0, null, null, now);
      return launcher.launch(spawner, definition.plan(), invocation, socket);
    }
    var invocation =
        new Invocation(owner, name(), first.source(), first.port(), null, first.judgement(), now);
    return launcher.launch(spawner, planFor(first), invocation, socket);
  }

  void launched() {
    counters.admitted();
    if (trouble != null) {
      setTrouble(null);
    }
  }

  /**
   * Counts and logs a handler that did not start.
   *
   * @param connection of the client, or null where it is not known
   */
  void failed(LaunchFailure failure, Connection connection) {
    setTrouble(failure.toString());
    Refusal reason = failure.beforeExec() ? Refusal.LAUNCH_FAILED : Refusal.EXEC_FAILED;
    refused(connection, reason, failure.toString());
  }

  /** A client is served by the runtime itself. */
  void servedHere(Connection connection) {
    counters.admitted();
    log.add(
        new AdmittedBuiltin(
            System.currentTimeMillis(),
            name(),
            connection.source(),
            connection.port(),
            connection.judgement()));
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
