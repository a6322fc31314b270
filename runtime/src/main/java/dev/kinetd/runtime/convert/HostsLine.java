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
 * @param losses what it does beside its verdict, each a phrase; a rule is made without
 * @param blockLosses those of them that a {@code hostsAccess} block is made without as well
 * @param origin where it stands
 */
record HostsLine(
    HostsEntries.Words daemons,
    HostsEntries.Words clients,
    boolean grants,
    List<String> losses,
    List<String> blockLosses,
    Origin origin) {

  /**
   * Takes in what its options do.
   *
   * @param grants without options
   */
  static HostsLine of(HostsEntries.Entry entry, String file, boolean grants) {
    boolean granted = grants;
    var losses = new ArrayList<String>();
    var blockLosses = new ArrayList<String>();
    for (HostsEntries.Option option : entry.options()) {
      if (option.error() != null) {
        losses.add("an option that is wrong denies: " + option.error());
        granted = false;
        break;
      }
      if (option.word().equals("twist") || option.word().equals("aclexec")) {
        blockLosses.add(
            "the option " + option.word() + " runs no program, and its clients are refused");
        granted = false;
        break;
      }
      switch (option.word()) {
        case "allow" -> granted = true;
        case "deny" -> granted = false;
        case "spawn", "banners" -> blockLosses.add(noPlace(option));
        default -> losses.add(noPlace(option));
      }
    }
    losses.addAll(blockLosses);
    return new HostsLine(
        entry.daemons(),
        entry.clients(),
        granted,
        losses,
        blockLosses,
        Origin.ofLine(file, entry.line()));
  }

  private static String noPlace(HostsEntries.Option option) {
    return "the option " + option.word() + " has no place in a rule";
  }

  /** Whether a pattern stands for those in a file, which no resource may read. */
  boolean namesFile() {
    return namesFile(clients) || namesFile(daemons);
  }

  private static boolean namesFile(HostsEntries.Words words) {
    return words != null
        && (words.items().stream().anyMatch(item -> item.startsWith("/", item.lastIndexOf('@') + 1))
            || namesFile(words.except()));
  }

  static boolean hasAll(HostsEntries.Words words) {
    return words.items().stream().anyMatch(item -> item.equalsIgnoreCase("ALL"));
  }
}
