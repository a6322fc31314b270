package dev.kinetd.runtime.access;

import dev.kinetd.runtime.access.hosts.HostsDecision;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What would become of a client if the audited rules were in force as well.
 *
 * @param granted whether the client would come in
 * @param why what that would rest on
 * @param rules the audited rules that it would rest on: one that allows or denies the client or
 *     needs a name that nobody gave, or all that allow others
 * @param block what would decide within the block of that rule, or null without one
 */
public record Rehearsal(boolean granted, Why why, List<Rule> rules, HostsDecision block) {

  /** The rule that would match the client, or null where none does for certain. */
  Rule rule() {
    return why == Why.CLOSED || why == Why.LOOKUP_FAILED ? null : rules.getFirst();
  }

  /** Counts for the rule that would match. */
  void count() {
    Rule rule = rule();
    if (rule != null) {
      rule.hit();
    }
    if (block != null) {
      block.count();
    }
  }

  /** What it would rest on, in words for a log. */
  @Override
  public String toString() {
    return why.word()
        + " by "
        + rules.stream().map(Rule::toString).collect(Collectors.joining(", "));
  }
}
