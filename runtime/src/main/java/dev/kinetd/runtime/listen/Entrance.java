package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.access.AccessDecision;
import dev.kinetd.runtime.access.AccessOutcome;
import dev.kinetd.runtime.access.Facts;
import dev.kinetd.runtime.access.Needed;
import dev.kinetd.runtime.access.Verdict;
import dev.kinetd.runtime.access.hosts.HostsNeed;
import dev.kinetd.runtime.admission.Admission;
import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.admission.SourceSlot;
import dev.kinetd.runtime.launch.LaunchPad;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.log.EventLog;
import java.util.function.Consumer;

/**
 * The way into one service, the same for every client whatever then serves it: the limit of its
 * address, the access rules, the limits of the service. Any thread.
 */
final class Entrance {

  /** All clients of a Unix socket are one source. */
  private static final Source UNIX_PEER = new Source(0, 0);

  private static final String NO_VERDICT = "no verdict was possible";
  private static final String LATE = "dropped while something was found out about its sender";
  private static final String NO_COMMAND =
      "its rule in the hosts files runs a command, and for datagrams of a built-in none is run";

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
    Judgement judgement = atOnce(visitor, connection);
    if (judgement != null) {
      judged(judgement.decision(), connection, spawner, server);
    } else {
      inTime(() -> judgeInTime(visitor, connection, server));
    }
  }

  private void judgeInTime(Visitor visitor, Connection connection, ConnectionServer server) {
    try {
      AccessDecision decision = settle(visitor, connection).decision();
      pad.submit(spawner -> judged(decision, connection, spawner, server));
    } catch (CommandRefusedException e) {
      turnAway(connection, Refusal.ACCESS, e.getMessage());
    } catch (RuntimeException | Error e) {
      log.fault(e);
      turnAway(connection, Refusal.ACCESS, NO_VERDICT);
    }
  }

  /** On a thread that may wait. */
  private static void inTime(Runnable judging) {
    Thread.ofVirtual().name("kinetd-judge").start(judging);
  }

  /** Counts a verdict, and has the events of the client tell it. */
  private static Judgement noted(Judgement judgement, Connection connection) {
    connection.judged(judgement);
    judgement.decision().count();
    return judgement;
  }

  /** The verdict that needs nothing to be found out or done, counted; or null. */
  private Judgement atOnce(Visitor visitor, Connection connection) {
    AccessOutcome outcome = gate.decide(service.name(), visitor, Facts.NONE);
    if (!(outcome instanceof AccessDecision decision) || !decision.effects().isEmpty()) {
      return null;
    }
    return noted(new Judgement(decision, Facts.NONE), connection);
  }

  /** The verdict, counted, with what it asks for carried out. On a thread that may wait. */
  private Judgement settle(Visitor visitor, Connection connection) {
    var request = visitor.asking(service.service().service().daemonName());
    var effects = new ClientEffects(connection, request, commands);
    Judgement judgement = noted(gate.await(service.name(), visitor, effects), connection);
    effects.carryOut(judgement.decision().effects(), judgement.facts().hosts());
    connection.wear(effects.dressing(), effects.twist());
    return judgement;
  }

  private void judged(
      AccessDecision decision, Connection connection, Spawner spawner, ConnectionServer server) {
    audited(decision, connection);
    if (decision.granted()) {
      admit(connection, spawner, server);
    } else {
      turnAway(connection, Refusal.ACCESS, decision.toString());
    }
  }

  /**
   * Decides whether a handler may be started for a datagram, and has done for its sender what is to
   * be done before; what the handler is to wear is then with the sender.
   *
   * @param then told so, on this thread or another
   */
  void enterDatagram(Connection sender, Visitor visitor, Consumer<Boolean> then) {
    Judgement judgement = atOnce(visitor, sender);
    if (judgement != null) {
      then.accept(admitsDatagram(judgement.decision(), sender));
    } else {
      inTime(() -> then.accept(admitsDatagramInTime(sender, visitor)));
    }
  }

  private boolean admitsDatagramInTime(Connection sender, Visitor visitor) {
    try {
      return admitsDatagram(settle(visitor, sender).decision(), sender);
    } catch (CommandRefusedException e) {
      service.refused(sender, Refusal.ACCESS, e.getMessage());
    } catch (RuntimeException | Error e) {
      log.fault(e);
      service.refused(sender, Refusal.ACCESS, NO_VERDICT);
    }
    return false;
  }

  /**
   * Whether a built-in may answer a datagram at once. It cannot wait for names, and no command is
   * run for it, so that a rule that wants one refuses.
   */
  boolean admitsDatagramAtOnce(Connection sender, Visitor visitor) {
    AccessOutcome outcome = gate.decide(service.name(), visitor, Facts.NONE);
    if (outcome instanceof AccessDecision decision) {
      noted(new Judgement(decision, Facts.NONE), sender);
      if (decision.delegated()) {
        service.refused(sender, Refusal.ACCESS, NO_COMMAND);
        return false;
      }
      return admitsDatagram(decision, sender);
    }
    boolean command = ((Needed) outcome).need() instanceof HostsNeed.Status;
    service.refused(sender, Refusal.ACCESS, command ? NO_COMMAND : LATE);
    if (!command) {
      // The next one finds the name known.
      inTime(() -> gate.await(service.name(), visitor, Gate.NO_COMMANDS));
    }
    return false;
  }

  private boolean admitsDatagram(AccessDecision decision, Connection sender) {
    audited(decision, sender);
    if (!decision.granted()) {
      service.refused(sender, Refusal.ACCESS, decision.toString());
    }
    return decision.granted();
  }

  /** Says what rules under audit would have done, where that is something else. */
  private void audited(AccessDecision decision, Connection connection) {
    Verdict verdict = decision.rules();
    // Whom hosts files refuse, access rules do not bring in.
    if (verdict != null && !decision.refusedByHosts() && verdict.wouldChange()) {
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
