package dev.kinetd.runtime.convert;

import dev.kinetd.api.Origin;
import dev.kinetd.runtime.access.hosts.HostsEntries;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of hosts.allow or hosts.deny, as far as it matters to access rules.
 *
 * @param daemons whom it is about
 * @param clients whom it lets in or keeps out
 * @param grants what becomes of a client that it matches
 * @param obstacles what it does that no rule can do, each a phrase; such a line is carried verbatim
 * @param losses what it does beside its verdict, each a phrase; a rule is made without
 * @param origin where it stands
 */
record HostsLine(
    HostsEntries.Words daemons,
    HostsEntries.Words clients,
    boolean grants,
    List<String> obstacles,
    List<String> losses,
    Origin origin) {

  /**
   * Takes in what its options do.
   *
   * @param grants without options
   */
  static HostsLine of(HostsEntries.Entry entry, String file, boolean grants) {
    boolean granted = grants;
    var obstacles = new ArrayList<String>();
    var losses = new ArrayList<String>();
    for (HostsEntries.Option option : entry.options()) {
      if (option.error() != null) {
        losses.add("an option that is wrong denies: " + option.error());
        granted = false;
        break;
      }
      switch (option.word()) {
        case "allow" -> granted = true;
        case "deny" -> granted = false;
        case "twist", "aclexec" -> obstacles.add("the option " + option.word());
        default -> losses.add("the option " + option.word() + " has no place in a rule");
      }
    }
    return new HostsLine(
        entry.daemons(),
        entry.clients(),
        granted,
        obstacles,
        losses,
        Origin.ofLine(file, entry.line()));
  }

  static boolean hasAll(HostsEntries.Words words) {
    return words.items().stream().anyMatch(item -> item.equalsIgnoreCase("ALL"));
  }
}
