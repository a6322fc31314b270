package dev.kinetd.runtime.access;

import dev.kinetd.runtime.access.hosts.HostsStep;
import java.util.List;

/**
 * How a decision came about.
 *
 * @param rules what was looked at among the access rules, in order
 * @param hosts the same of the machine's hosts files; nothing where nobody had to look at them
 */
public record AccessExplanation(List<RuleStep> rules, List<HostsStep> hosts) {

  public AccessExplanation {
    rules = List.copyOf(rules);
    hosts = List.copyOf(hosts);
  }
}
