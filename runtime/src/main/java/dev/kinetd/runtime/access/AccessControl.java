package dev.kinetd.runtime.access;

import dev.kinetd.runtime.access.hosts.HostsDecision;
import dev.kinetd.runtime.access.hosts.HostsNeed;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.access.hosts.HostsRules;
import java.time.Instant;
import java.util.List;

/**
 * Who may reach one service: its access rules, and the machine's hosts files where they count.
 * Immutable, any thread.
 *
 * @param rules never null
 * @param hosts null where hosts files do not count for the service
 */
public record AccessControl(AccessPolicy rules, HostsRules hosts) {

  /**
   * Whether some client could be refused.
   *
   * @param daemon the service's name in hosts files
   */
  public boolean canRefuse(String daemon) {
    return rules.canRefuse() || hosts != null && hosts.canRefuse(HostsRequest.of(daemon, null));
  }

  /** Whether some client could be refused, or something is to be done or noted for one. */
  public boolean watches() {
    return rules.canRefuse() || rules.hasAudits() || hosts != null && !hosts.isEmpty();
  }

  /**
   * Decides, or says what must be found out first. Nothing more is asked about a client whom either
   * kind of rules refuses as it is; hosts files are not even looked at, and so have nothing done,
   * for one whom access rules refuse.
   */
  public AccessOutcome decide(HostsRequest request, Instant now, Facts facts) {
    return switch (rules.decide(request, now, facts)) {
      case Verdict verdict when hosts == null || !verdict.granted() ->
          new AccessDecision(verdict, null);
      case Verdict verdict ->
          switch (hosts.decide(request, facts.hosts())) {
            case HostsNeed need -> new Needed(need, null);
            case HostsDecision decision -> new AccessDecision(verdict, decision);
          };
      case Needed needed ->
          hosts != null
                  && hosts.decide(request, facts.hosts()) instanceof HostsDecision decision
                  && decision.verdict() == HostsDecision.Verdict.DENIED
              ? new AccessDecision(null, decision)
              : needed;
    };
  }

  /**
   * How {@link #decide} came to a decision.
   *
   * @param facts all that it asked for
   */
  public AccessExplanation explain(
      HostsRequest request, Instant now, Facts facts, AccessDecision decision) {
    boolean refusedByRules = decision.rules() != null && !decision.rules().granted();
    return new AccessExplanation(
        rules == AccessPolicy.OPEN ? List.of() : rules.explain(request, now, facts),
        hosts == null || refusedByRules
            ? List.of()
            : hosts.explain(request, facts.hosts()).steps());
  }
}
