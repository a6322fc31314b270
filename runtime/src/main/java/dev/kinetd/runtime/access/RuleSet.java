package dev.kinetd.runtime.access;

import dev.kinetd.api.Action;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rules about one service, or about several to which the same ones apply.
 *
 * @param deny those in force that deny, and those that are not understood
 * @param allow those in force that allow
 * @param auditDeny those only watched that would deny
 * @param blocks those in force that hold hosts files' language
 * @param auditDeny those only watched that would deny
 * @param auditAllow those only watched that would allow
 * @param auditBlocks those only watched that hold hosts files' language
 */
record RuleSet(
    RuleGroup deny,
    RuleGroup allow,
    List<Rule> blocks,
    RuleGroup auditDeny,
    RuleGroup auditAllow,
    List<Rule> auditBlocks) {

  static RuleSet of(List<Rule> rules) {
    Predicate<Rule> audit = Rule::isAudit;
    Predicate<Rule> refuses = Rule::refusesAll;
    Predicate<Rule> block = refuses.negate().and(Rule::isBlock);
    Predicate<Rule> allow =
        refuses.or(Rule::isBlock).negate().and(rule -> rule.spec().action() == Action.Allow);
    Predicate<Rule> deny = allow.or(block).negate();
    return new RuleSet(
        new RuleGroup(those(rules, deny.and(audit.negate()))),
        new RuleGroup(those(rules, allow.and(audit.negate()))),
        those(rules, block.and(audit.negate())),
        new RuleGroup(those(rules, deny.and(audit))),
        new RuleGroup(those(rules, allow.and(audit))),
        those(rules, block.and(audit)));
  }

  private static List<Rule> those(List<Rule> rules, Predicate<Rule> wanted) {
    return rules.stream().filter(wanted).toList();
  }

  boolean canRefuse() {
    return !deny.isEmpty() || !allow.isEmpty() || blocks.stream().anyMatch(Rule::canBlockRefuse);
  }

  boolean hasAudits() {
    return !auditDeny.isEmpty() || !auditAllow.isEmpty() || !auditBlocks.isEmpty();
  }
}
