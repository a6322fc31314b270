package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.access.AccessDecision;
import dev.kinetd.runtime.access.AccessOutcome;
import dev.kinetd.runtime.access.AccessTable;
import dev.kinetd.runtime.access.Facts;
import dev.kinetd.runtime.access.Needed;
import dev.kinetd.runtime.access.hosts.HostsFacts;
import dev.kinetd.runtime.access.hosts.HostsNeed;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import java.time.Instant;

/** The access rules in force, and the way to what they must know. Any thread. */
public final class Gate {

  /** For datagrams, which no command is run for: a command that is asked for has failed. */
  static final Commands NO_COMMANDS = (command, facts) -> 1;

  private final Lookups lookups;
  private final boolean rootHooks;
  private volatile AccessTable table = AccessTable.OPEN;

  /**
   * A gate that is open until rules are enforced.
   *
   * @param rootHooks whether commands of hosts files may run as root
   */
  public Gate(Lookups lookups, boolean rootHooks) {
    this.lookups = lookups;
    this.rootHooks = rootHooks;
  }

  /** Whether commands of hosts files may run as root. */
  boolean rootHooks() {
    return rootHooks;
  }

  /** Finds out what a decision must know. */
  public interface Lookups {

    /** What is known, and this besides. May take its time, within a bound; never fails. */
    Facts find(HostsNeed need, HostsRequest request, Facts known);
  }

  /** Puts other rules in the place of those in force. */
  public void enforce(AccessTable rules) {
    table = rules;
  }

  /** The rules in force. */
  public AccessTable table() {
    return table;
  }

  /** Whether somebody could be refused, or is to be watched. */
  boolean watches(String service) {
    AccessTable now = table;
    AccessTable.Entry entry = now.of(service);
    return entry == null ? now != AccessTable.OPEN : entry.control().watches();
  }

  /** Whether some client of the service could be refused. */
  boolean canRefuse(String service) {
    AccessTable.Entry entry = table.of(service);
    return entry != null && entry.control().canRefuse(entry.daemon());
  }

  /**
   * The decision on a visitor, or what must be found out first. A service that the rules do not
   * know is about to go, and closed.
   */
  AccessOutcome decide(String service, Visitor visitor, Facts facts) {
    AccessTable.Entry entry = table.of(service);
    return entry == null
        ? AccessDecision.GONE
        : entry.control().decide(visitor.asking(entry.daemon()), Instant.now(), facts);
  }

  /**
   * The decision on a visitor, however long it takes. On a thread that may wait.
   *
   * @param commands carries out a need that is a command
   */
  Judgement await(String service, Visitor visitor, Commands commands) {
    Facts facts = Facts.NONE;
    while (true) {
      switch (decide(service, visitor, facts)) {
        case AccessDecision decision -> {
          return new Judgement(decision, facts);
        }
        case Needed needed -> facts = find(needed.need(), visitor, facts, commands);
      }
    }
  }

  private Facts find(HostsNeed need, Visitor visitor, Facts facts, Commands commands) {
    return need instanceof HostsNeed.Status command
        ? facts.with(facts.hosts().withStatus(commands.status(command, facts.hosts())))
        : lookups.find(need, visitor.asking(""), facts);
  }

  /** Runs the commands on which a decision may depend. */
  interface Commands {

    /** The exit status; what cannot be run has failed. */
    int status(HostsNeed.Status command, HostsFacts facts);
  }
}
