package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.access.AccessDecision;
import dev.kinetd.runtime.access.ClientName;
import dev.kinetd.runtime.access.Facts;
import dev.kinetd.runtime.access.Verdict;
import dev.kinetd.runtime.access.Why;
import dev.kinetd.runtime.access.hosts.HostsDecision;
import dev.kinetd.runtime.access.hosts.HostsEffect;
import dev.kinetd.runtime.access.hosts.HostsFacts;
import dev.kinetd.runtime.log.Detail;
import dev.kinetd.runtime.log.EventLine;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A decision on a client, and what was found out for it. In a log it says which rule decided, where
 * that stands, after which lookups, and the priority that hosts files give the line.
 */
record Judgement(AccessDecision decision, Facts facts) implements Detail {

  private static final String UNANSWERED = "unanswered";

  @Override
  public void describe(EventLine line) {
    HostsDecision hosts = decision.hosts();
    line.field("verdict", word());
    if (!decision.refusedByHosts()) {
      describe(decision.rules(), line);
    }
    if (hosts != null) {
      line.field("hosts", hosts.file() == null ? "no rule" : place(hosts));
    }
    describeLookups(line);
    for (HostsEffect effect : decision.effects().reversed()) {
      if (effect instanceof HostsEffect.Severity severity) {
        line.field("level", severity.level()).field("facility", severity.facility());
        break;
      }
    }
  }

  private String word() {
    HostsDecision hosts = decision.hosts();
    if (decision.refusedByHosts()) {
      return Why.DENIED.word();
    }
    if (decision.delegated()) {
      return "delegated";
    }
    Why why = decision.rules().why();
    boolean byHosts = why == Why.DEFAULT && hosts != null && hosts.file() != null;
    return byHosts ? Why.ALLOWED.word() : why.word();
  }

  private static void describe(Verdict rules, EventLine line) {
    if (rules.rule() != null) {
      line.field("rule", rules.rule().name()).field("at", rules.rule().origin().toString());
    }
    if (rules.block() != null) {
      line.field("line", rules.block().file() == null ? "no rule" : place(rules.block()));
    }
  }

  private static String place(HostsDecision decision) {
    return decision.line() == 0 ? decision.file() : decision.file() + ":" + decision.line();
  }

  private void describeLookups(EventLine line) {
    ClientName name = facts.clientName();
    HostsFacts found = facts.hosts();
    if (name != null) {
      line.field("name", name.failed() ? UNANSWERED : found.clientName());
    }
    line.field("user", found.user()).field("server-name", found.serverName());
    List<Integer> statuses = found.statuses();
    if (!statuses.isEmpty()) {
      line.field(
          "commands", statuses.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
  }
}
