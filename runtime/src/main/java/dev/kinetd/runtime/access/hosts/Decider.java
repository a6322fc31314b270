package dev.kinetd.runtime.access.hosts;

import dev.kinetd.runtime.access.hosts.HostsDecision.Verdict;
import java.util.List;

/** Goes through both files, by their indexes. */
final class Decider {

  static final HostsDecision NO_RULE =
      new HostsDecision(Verdict.GRANTED, null, 0, "no rule matches", List.of(), null);

  private final HostsTable allow;
  private final HostsTable deny;
  private final Evaluation evaluation;

  Decider(HostsTable allow, HostsTable deny, Evaluation evaluation) {
    this.allow = allow;
    this.deny = deny;
    this.evaluation = evaluation;
  }

  HostsOutcome decide() {
    int rule = allow.index().first(evaluation);
    if (rule != RuleIndex.NONE) {
      HostsOutcome outcome = outcome(allow, rule, Verdict.GRANTED);
      if (outcome != null) {
        return outcome;
      }
    }
    rule = deny.index().first(evaluation);
    if (rule != RuleIndex.NONE) {
      HostsOutcome outcome = outcome(deny, rule, Verdict.DENIED);
      return outcome == null ? overruled(deny, deny.rules().get(rule), evaluation) : outcome;
    }
    return atEnd(deny, evaluation);
  }

  private HostsOutcome outcome(HostsTable table, int rule, Verdict verdict) {
    if (rule == RuleIndex.STOP) {
      return stopped(table, evaluation, evaluation.stoppedAt());
    }
    return new OptionRun(table.file(), table.rules().get(rule), verdict, evaluation).run();
  }

  static HostsOutcome stopped(HostsTable table, Evaluation evaluation, HostsRule rule) {
    return evaluation.need() != null
        ? evaluation.need()
        : new HostsDecision(
            Verdict.DENIED,
            table.file(),
            rule.line().last(),
            evaluation.refusal(),
            evaluation.effects(),
            rule.hits());
  }

  /** Where an aclexec in hosts.deny said no, to the rule and so to the denial. */
  static HostsDecision overruled(HostsTable deny, HostsRule rule, Evaluation evaluation) {
    return new HostsDecision(
        Verdict.GRANTED,
        deny.file(),
        rule.line().last(),
        "aclexec said no to the rule that matched",
        evaluation.effects(),
        rule.hits());
  }

  /** Where no rule of hosts.deny matched. */
  static HostsDecision atEnd(HostsTable deny, Evaluation evaluation) {
    if (!deny.isBroken()) {
      return evaluation.effects().isEmpty()
          ? NO_RULE
          : new HostsDecision(
              Verdict.GRANTED, null, 0, NO_RULE.reason(), evaluation.effects(), null);
    }
    HostsLine line = deny.brokenLine();
    return new HostsDecision(
        Verdict.DENIED,
        deny.file(),
        line == null ? 0 : line.last(),
        line == null ? "the file cannot be read" : "the file cannot be read beyond this line",
        evaluation.effects(),
        deny.faultHits());
  }
}
