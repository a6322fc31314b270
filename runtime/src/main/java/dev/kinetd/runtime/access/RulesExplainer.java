package dev.kinetd.runtime.access;

import dev.kinetd.api.Peer;
import dev.kinetd.runtime.access.hosts.HostsDecision;
import dev.kinetd.runtime.access.hosts.HostsExplanation;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.access.hosts.HostsStep;
import dev.kinetd.runtime.admission.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through the rules about a service in the order in which they matter, and writes down what it
 * sees. An instance serves one client.
 */
final class RulesExplainer {

  private final RuleSet rules;
  private final HostsRequest request;
  private final Instant now;
  private final Facts facts;
  private final ClientName name;
  private final List<RuleStep> steps = new ArrayList<>();

  /**
   * @param facts for the blocks
   * @param name for the other rules; null where nobody asked for it, or nobody answered and that
   *     refuses
   */
  RulesExplainer(RuleSet rules, HostsRequest request, Instant now, Facts facts, ClientName name) {
    this.rules = rules;
    this.request = request;
    this.now = now;
    this.facts = facts;
    this.name = name;
  }

  /**
   * What there is to see.
   *
   * @param decision what the policy comes to
   * @param byDefault whether the service admits those of whom no rule speaks
   */
  List<RuleStep> explain(Decision decision, boolean byDefault) {
    explainThoseInForce(byDefault);
    if (decision instanceof Verdict verdict) {
      if (verdict.why() == Why.LOOKUP_FAILED) {
        note("nobody answered for the client's name: access.onLookupFailure is Refuse");
      }
      explainAudits(verdict);
    }
    return List.copyOf(steps);
  }

  private void explainThoseInForce(boolean byDefault) {
    if (explain(rules.deny()) == Match.YES) {
      return;
    }
    Match allowed = explain(rules.allow());
    if (allowed == Match.NO && !rules.allow().isEmpty()) {
      note("no Allow matches: what some Allow is about is closed to everybody else");
      return;
    }
    boolean inForce = false;
    for (Rule block : rules.blocks()) {
      HostsDecision.Verdict said = explainBlock(block);
      if (said == HostsDecision.Verdict.DENIED) {
        return;
      }
      inForce |= said != null;
    }
    if (rules.allow().isEmpty() && !inForce) {
      note("no rule decides: access.default is " + (byDefault ? "Allow" : "Deny"));
    }
  }

  private void explainAudits(Verdict verdict) {
    explain(rules.auditDeny());
    explain(rules.auditAllow());
    rules.auditBlocks().forEach(this::explainBlock);
    if (verdict.rehearsal() != null) {
      note(
          "with the audited rules in force "
              + (verdict.rehearsal().granted() ? "admitted" : "refused")
              + (verdict.wouldChange() ? "" : " as well")
              + ": "
              + verdict.rehearsal());
    }
  }

  /** Whether some rule of the group speaks of the client. */
  private Match explain(RuleGroup group) {
    Match match = Match.NO;
    for (Rule rule : group.rules()) {
      Match one = explain(rule);
      if (one == Match.YES || match == Match.NO) {
        match = one;
      }
    }
    return match;
  }

  private Match explain(Rule rule) {
    if (rule.isUnreadable()) {
      String result = "cannot be read, may hold access rules, and so refuses everybody";
      steps.add(new RuleStep(rule.origin(), "", result));
      return Match.YES;
    }
    if (rule.refusesAll()) {
      note(
          rule,
          rule.isAudit()
              ? "is not understood, and would have refused everybody"
              : "is not understood, and refuses everybody");
      return Match.YES;
    }
    if (!rule.isInForce(now)) {
      note(rule, "is out of its hours" + clock(rule));
      return Match.NO;
    }
    Peer from = first(rule.spec().from(), Match.YES);
    Match match = from != null ? Match.YES : Match.NO;
    if (from == null) {
      from = first(rule.spec().from(), Match.NEEDS_NAME);
      match = from != null ? Match.NEEDS_NAME : Match.NO;
    }
    if (from == null) {
      note(rule, "the client is not meant" + hours(rule));
      return Match.NO;
    }
    Peer taken = first(rule.spec().except(), Match.YES);
    if (taken != null) {
      note(
          rule,
          "from " + text(from) + ", but except " + text(taken) + " takes it out" + hours(rule));
      return Match.NO;
    }
    Peer perhaps = first(rule.spec().except(), Match.NEEDS_NAME);
    if (match == Match.NEEDS_NAME || perhaps != null) {
      String entry = perhaps == null ? "from " + text(from) : "except " + text(perhaps);
      note(rule, entry + " depends on the client's name" + whyNoName() + hours(rule));
      return Match.NEEDS_NAME;
    }
    String matches = rule.isAudit() ? "would have matched: from " : "matches: from ";
    note(rule, matches + text(from) + hours(rule));
    return Match.YES;
  }

  /** What a block says, or null where it says nothing. */
  private HostsDecision.Verdict explainBlock(Rule rule) {
    if (!rule.isInForce(now)) {
      note(rule, "is out of its hours" + clock(rule));
      return null;
    }
    HostsExplanation explanation = rule.explainBlock(request, facts);
    for (HostsStep step : explanation.steps()) {
      note(rule, step + hours(rule));
    }
    if (!(explanation.outcome() instanceof HostsDecision decision)) {
      return null;
    }
    if (decision.line() == 0) {
      note(rule, decision.reason() + hours(rule));
    }
    if (rule.isAudit()) {
      boolean denied = decision.verdict() == HostsDecision.Verdict.DENIED;
      note(rule, denied ? "would have refused" : "would have admitted");
    }
    return decision.verdict();
  }

  /** The first entry with this answer, or null. */
  private Peer first(List<Peer> peers, Match wanted) {
    Source client = request.client();
    for (Peer peer : peers == null ? List.<Peer>of() : peers) {
      if (Peers.of(List.of(peer)).match(client, name) == wanted) {
        return peer;
      }
    }
    return null;
  }

  private static String text(Peer peer) {
    return peer.cidr() != null ? peer.cidr() : peer.host();
  }

  private String whyNoName() {
    return facts.clientName() == null
        ? ", for which nobody had to ask"
        : ", for which nobody answered";
  }

  private String hours(Rule rule) {
    return rule.spec().schedule() == null ? "" : "; in its hours" + clock(rule);
  }

  private String clock(Rule rule) {
    return " (" + Times.clocks(rule.spec().schedule(), now) + ")";
  }

  private void note(Rule rule, String result) {
    String kind =
        rule.isBlock()
            ? "hostsAccess"
            : rule.refusesAll() ? "AccessRule" : rule.spec().action().name();
    String audit = rule.isAudit() ? " (audit)" : "";
    steps.add(new RuleStep(rule.origin(), kind + " " + rule.name() + audit, result));
  }

  private void note(String result) {
    steps.add(new RuleStep(null, "", result));
  }
}
