package dev.kinetd.runtime.admin;

import dev.kinetd.runtime.access.AccessTable;
import dev.kinetd.runtime.access.Rule;
import dev.kinetd.runtime.access.hosts.HostsCount;
import java.util.ArrayList;
import java.util.List;

/**
 * How often a rule has decided. Names no client but those that the rule itself names.
 *
 * @param where the file and line where it was written, and for a line of a {@code hostsAccess}
 *     block which one
 * @param rule its action and name, or for a line of hosts files its text
 * @param audit whether it is only watched, so that it would have decided
 */
public record RuleHits(String where, String rule, boolean audit, long hits) {

  /** Every rule in the order in which it was written, first AccessRules, then hosts files. */
  static List<RuleHits> of(AccessTable access) {
    var all = new ArrayList<RuleHits>();
    for (Rule rule : access.rules().rules()) {
      String where = rule.origin().toString();
      all.add(new RuleHits(where, rule.does() + " " + rule.name(), rule.isAudit(), rule.hits()));
      for (HostsCount line : rule.lineCounts()) {
        all.add(of(line, where + " ", rule.isAudit()));
      }
    }
    if (access.hosts() != null) {
      access.hosts().counts().forEach(line -> all.add(of(line, "", false)));
    }
    return List.copyOf(all);
  }

  private static RuleHits of(HostsCount line, String before, boolean audit) {
    String place = line.line() == 0 ? line.file() : line.file() + ":" + line.line();
    return new RuleHits(before + place, line.text(), audit, line.hits());
  }
}
