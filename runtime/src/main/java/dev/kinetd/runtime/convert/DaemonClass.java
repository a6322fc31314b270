package dev.kinetd.runtime.convert;

import dev.kinetd.api.HostPattern;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.Printable;
import dev.kinetd.api.Services;
import dev.kinetd.runtime.access.hosts.HostsEntries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Services for which the same lines count.
 *
 * @param services as a rule selects them
 * @param lines those that are about them, in their order
 */
record DaemonClass(Services services, List<HostsLine> lines) {

  // A number is a port to hosts_access(5), and a dot at an end makes a pattern.
  private static final Pattern PLAIN =
      Pattern.compile("(?![0-9]+$)[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?");

  /**
   * Sorts services into classes.
   *
   * @param known the services by whose daemon names the lines are told apart; without any, a
   *     daemon's name is taken for that of its service
   */
  static List<DaemonClass> of(List<HostsLine> lines, List<InetdService> known)
      throws ClientSet.Untranslatable {
    Set<String> named = new LinkedHashSet<>();
    boolean all = false;
    for (HostsLine line : lines) {
      all |= collect(line.daemons(), named);
    }
    if (named.isEmpty()) {
      return List.of(new DaemonClass(Services.ALL, lines));
    }
    Map<String, List<String>> servicesByDaemon = new LinkedHashMap<>();
    if (known.isEmpty()) {
      if (all) {
        throw new ClientSet.Untranslatable(
            "some lines name daemons and some say ALL, and nothing says which services there are"
                + " (name the files that declare them as well)");
      }
      for (String daemon : named) {
        if (!ClusterNames.isPossible(daemon)) {
          throw new ClientSet.Untranslatable(
              "no service can be named \""
                  + daemon
                  + "\" (name the files that declare it as well)");
        }
        servicesByDaemon.put(daemon, List.of(daemon));
      }
    }
    for (InetdService service : known) {
      servicesByDaemon
          .computeIfAbsent(service.daemonName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(service.name());
    }
    return grouped(lines, servicesByDaemon);
  }

  private static List<DaemonClass> grouped(
      List<HostsLine> lines, Map<String, List<String>> servicesByDaemon) {
    Map<List<HostsLine>, List<String>> names = new LinkedHashMap<>();
    servicesByDaemon.forEach(
        (daemon, services) -> {
          List<HostsLine> about =
              lines.stream().filter(line -> matches(line.daemons(), daemon)).toList();
          names.computeIfAbsent(about, _ -> new ArrayList<>()).addAll(services);
        });
    return names.entrySet().stream()
        .map(entry -> new DaemonClass(new Services(entry.getValue(), null), entry.getKey()))
        .toList();
  }

  /** Adds the names of a list; says whether ALL is among them. */
  private static boolean collect(HostsEntries.Words daemons, Set<String> names)
      throws ClientSet.Untranslatable {
    boolean all = false;
    for (HostsEntries.Words list = daemons; list != null; list = list.except()) {
      for (String item : list.items()) {
        if (item.equalsIgnoreCase("ALL")) {
          all = true;
        } else if (PLAIN.matcher(item).matches()
            && !HostPattern.isWildcard(item.toUpperCase(Locale.ROOT))) {
          names.add(item.toLowerCase(Locale.ROOT));
        } else {
          throw new ClientSet.Untranslatable(
              "\"" + Printable.of(item) + "\" is more than a daemon's name");
        }
      }
    }
    return all;
  }

  private static boolean matches(HostsEntries.Words daemons, String daemon) {
    return (HostsLine.hasAll(daemons)
            || daemons.items().stream().anyMatch(daemon::equalsIgnoreCase))
        && (daemons.except() == null || !matches(daemons.except(), daemon));
  }
}
