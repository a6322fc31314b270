package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A host whose whole name stands in a rule.
 *
 * @param origin where
 * @param field of the document in which it stands; empty for a hosts file
 */
public record NamedHost(Origin origin, String field, String name) {

  /** Those of hosts files, in order. */
  static List<NamedHost> of(List<HostsTable> tables) {
    var named = new ArrayList<NamedHost>();
    for (HostsTable table : tables) {
      for (HostsRule rule : table.rules()) {
        Origin origin = Origin.ofLine(table.file(), rule.line().last());
        for (var part = rule.clients(); part != null; part = part.except()) {
          part.items().forEach(client -> collect(client.host(), origin, named));
        }
      }
    }
    return named;
  }

  private static void collect(HostPattern pattern, Origin origin, List<NamedHost> named) {
    switch (pattern) {
      case HostPattern.File file -> file.patterns().forEach(one -> collect(one, origin, named));
      case HostPattern.Word(TextPattern.Exact exact, boolean asksName)
          when asksName
              && !dev.kinetd.api.HostPattern.isWildcard(exact.word().toUpperCase(Locale.ROOT)) ->
          named.add(new NamedHost(origin, "", exact.word()));
      default -> {
        // Names no host, or not by its name.
      }
    }
  }
}
