package dev.kinetd.runtime.access;

import dev.kinetd.runtime.access.hosts.HostsDecision;
import dev.kinetd.runtime.access.hosts.HostsEffect;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a client may come in: both kinds of rules must admit it.
 *
 * @param rules what the access rules say, and the service's default; null where hosts files refuse
 *     and nobody had to ask further
 * @param hosts what the machine's hosts files say, with what they ask to be done; null where they
 *     do not count for the service, or where access rules refuse
 */
public record AccessDecision(Verdict rules, HostsDecision hosts) implements AccessOutcome {

  /** On a service that the rules do not know: it is about to go. */
  public static final AccessDecision GONE =
      new AccessDecision(Verdict.of(false, Why.CLOSED, null), null);

  /** Whether the client is served, be it by a twist of the hosts files. */
  public boolean granted() {
    return !refusedByHosts() && rules.granted();
  }

  /** Whether it is the machine's hosts files that refuse. */
  public boolean refusedByHosts() {
    return hosts != null && hosts.verdict() == HostsDecision.Verdict.DENIED;
  }

  /** Whether the command of a twist of the hosts files serves the client. */
  public boolean delegated() {
    return hosts != null && hosts.verdict() == HostsDecision.Verdict.DELEGATED;
  }

  /** Counts for the rules that the decision rests on. Once for a client. */
  public void count() {
    if (!refusedByHosts()) {
      rules.count();
    }
    if (hosts != null) {
      hosts.count();
    }
  }

  /**
   * What is to be done for the client, in order: first what the machine's hosts files ask for, then
   * what blocks in resources do.
   */
  public List<HostsEffect> effects() {
    List<HostsEffect> ofHosts = hosts == null ? List.of() : hosts.effects();
    List<HostsEffect> ofRules = rules == null ? List.of() : rules.effects();
    if (ofRules.isEmpty()) {
      return ofHosts;
    }
    List<HostsEffect> all = new ArrayList<>(ofHosts);
    all.addAll(ofRules);
    return all;
  }

  /** What it rests on, in words for a log: the rule, file and line, or the reason without one. */
  @Override
  public String toString() {
    if (hosts == null || rules != null && !rules.granted()) {
      return rules.toString();
    }
    return hosts.file() == null
        ? hosts.reason()
        : hosts.file() + ":" + hosts.line() + ": " + hosts.reason();
  }
}
