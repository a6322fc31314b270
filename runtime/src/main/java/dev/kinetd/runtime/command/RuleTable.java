package dev.kinetd.runtime.command;

import dev.kinetd.runtime.admin.RuleHits;
import java.io.PrintWriter;
import java.util.List;

/** The rules in the status, each with how often it has decided. */
final class RuleTable {

  /** More rules than these would hide the services above them. */
  private static final int MOST_UNASKED = 50;

  private static final int WIDEST = 60;
  private static final String ROW = "%9s  %-6s %-24s  %s%n";

  private RuleTable() {}

  /**
   * Prints them.
   *
   * @param all however many there are; else many are only summed up
   */
  static void print(List<RuleHits> rules, boolean all, PrintWriter out) {
    if (rules.isEmpty()) {
      return;
    }
    if (!all && rules.size() > MOST_UNASKED) {
      long never = rules.stream().filter(rule -> rule.hits() == 0).count();
      out.printf(
          "%d access rules, of which %d never matched; --rules shows them%n", rules.size(), never);
      return;
    }
    out.println();
    out.printf(ROW, "RULE HITS", "", "RULE", "WHERE");
    for (RuleHits rule : rules) {
      String audit = rule.audit() ? "audit" : "";
      out.printf(ROW, rule.hits(), audit, cut(rule.rule()), rule.where());
    }
    out.println();
  }

  private static String cut(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST) + "...";
  }
}
