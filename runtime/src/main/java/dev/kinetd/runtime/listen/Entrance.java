package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.access.AccessDecision;
import dev.kinetd.runtime.access.AccessOutcome;
import dev.kinetd.runtime.access.Facts;
import dev.kinetd.runtime.access.Verdict;
import dev.kinetd.runtime.admission.Admission;
import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.admission.SourceSlot;
import dev.kinetd.runtime.launch.LaunchPad;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.log.Fault;

/**
 * The way into one service, the same for every client whatever then serves it: the limit of its
 * address, the access rules, the limits of the service. Any thread.
 */
final class Entrance {

  /** All clients of a Unix socket are one source. */
  private static final Source UNIX_PEER = new Source(0, 0);

  private final LiveService service;
  private final Admission admission;
  private final Gate gate;
  private final ShellCommands commands;
  private final LaunchPad pad;
  private final EventLog log;

  Entrance(
      LiveService service,
      Admission admission,
      Gate gate,
      ShellCommands commands,
      LaunchPad pad,
      EventLog log) {
    this.service = service;
    this.admission = admission;
    this.gate = gate;
    this.commands = commands;
    this.pad = pad;
    this.log = log;
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
      service.refused(connection, Refusal.PER_SOURCE, null);
      connection.close();
      return;
    }
    connection.take(place);
    if (gate.watches(service.name())) {
      judge(connection, spawner, server);
    } else {
      admit(connection, spawner, server);
    }
  }

  /** Decides at once where that is possible; else on a thread that may wait. */
  private void judge(Connection connection, Spawner spawner, ConnectionServer server) {
    Visitor visitor = connection.visitor(spawner.local());
    AccessOutcome outcome = gate.decide(service.name(), visitor, Facts.NONE);
    if (outcome instanceof AccessDecision decision && decision.effects().isEmpty()) {
      judged(decision, connection, spawner, server);
    } else {
      Thread.ofVirtual().name("kinetd-judge").start(() -> judgeInTime(visitor, connection, server));
    }
  }

  private void judgeInTime(Visitor visitor, Connection connection, ConnectionServer server) {
    var request = visitor.asking(service.service().service().daemonName());
    var effects = new ClientEffects(connection, request, commands);
    try {
      Gate.Judgement judgement = gate.await(service.name(), visitor, effects);
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
      service.refused(sender, Refusal.ACCESS, decision.toString());
    }
    return decision.granted();
  }

  /** A datagram was dropped because the verdict on its sender was not there in time. */
  void lateForDatagram(Source source, int port) {
    service.refused(
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
              service.name(),
              connection.source(),
              connection.port(),
              verdict.rehearsal()));
    }
  }

  private void admit(Connection connection, Spawner spawner, ConnectionServer server) {
    Refusal refusal = admission.enterService(System.nanoTime());
    if (refusal == null && connection.twist() != null) {
      service.launch(connection, spawner);
    } else if (refusal == null) {
      server.serve(connection, spawner);
    } else {
      turnAway(connection, refusal, null);
    }
  }

  private void turnAway(Connection connection, Refusal refusal, String detail) {
    connection.place().leave();
    service.refused(connection, refusal, detail);
    connection.close();
  }
}
