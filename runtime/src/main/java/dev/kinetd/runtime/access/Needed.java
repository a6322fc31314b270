package dev.kinetd.runtime.access;

import dev.kinetd.runtime.access.hosts.HostsNeed;

/**
 * Something must be found out before a verdict is possible; then the question is asked again.
 *
 * @param need what; rules with an action only ever need the client's name
 * @param rule the first one that asks for it, or null where the machine's hosts files do
 */
public record Needed(HostsNeed need, Rule rule) implements Decision, AccessOutcome {

  /** Whether it is a name for a rule with hosts among its peers; blocks ask for names as well. */
  boolean isNameForPeers() {
    return need instanceof HostsNeed.ClientName && rule != null && !rule.isBlock();
  }
}
