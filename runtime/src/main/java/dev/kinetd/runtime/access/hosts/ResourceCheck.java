package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Origin;
import java.util.ArrayList;
import java.util.List;

/** What rules that came in a resource may not do: run programs, read files. */
final class ResourceCheck {

  private ResourceCheck() {}

  static List<Finding> findings(List<HostsTable> tables) {
    var findings = new ArrayList<Finding>();
    for (HostsTable table : tables) {
      for (HostsRule rule : table.rules()) {
        Origin origin = Origin.ofLine(table.file(), rule.line().last());
        for (HostsOption option : rule.options()) {
          if (isForbidden(option)) {
            findings.add(
                Finding.error(
                    origin,
                    "",
                    "option " + option.keyword().word() + " is not allowed in a resource",
                    "leave it out, or keep the rule in a file of the machine"));
          }
        }
        if (readsFile(rule)) {
          findings.add(
              Finding.error(
                  origin,
                  "",
                  "a pattern names a file, which is not allowed in a resource",
                  "write the patterns of the file here"));
        }
      }
    }
    return findings;
  }

  /** Whether no resource may have the option. */
  static boolean isForbidden(HostsOption option) {
    return option.keyword() != null
        && (option.keyword().runsProgram() || option.keyword() == Keyword.BANNERS);
  }

  private static boolean readsFile(HostsRule rule) {
    return rule.clients().anyMatch(client -> isFile(client.host()))
        || rule.daemons().anyMatch(daemon -> isFile(daemon.server()));
  }

  private static boolean isFile(HostPattern host) {
    return host instanceof HostPattern.File;
  }
}
