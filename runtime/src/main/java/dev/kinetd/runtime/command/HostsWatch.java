package dev.kinetd.runtime.command;

import dev.kinetd.api.Finding;
import dev.kinetd.runtime.access.hosts.HostsRules;
import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.log.Message;
import dev.kinetd.runtime.serve.SuperServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the hosts files again when they change, or what they name does. libwrap reads them for
 * every connection; here a change counts within a second. They are looked at rather than watched
 * through inotify(7), which does not see what happens on the other side of a mount.
 */
final class HostsWatch {

  private static final long INTERVAL_MILLIS = 500;

  private final HostsOptions options;
  private final SuperServer server;
  private final EventLog log;
  private Map<String, Object> seen;

  HostsWatch(HostsOptions options, SuperServer server, EventLog log) {
    this.options = options;
    this.server = server;
    this.log = log;
  }

  /** Begins to look. */
  void start(HostsRules inForce) {
    seen = look(inForce.watched());
    Thread.ofPlatform().name("kinetd-hosts").daemon().start(() -> run(inForce));
  }

  private void run(HostsRules first) {
    HostsRules rules = first;
    try {
      while (true) {
        Thread.sleep(INTERVAL_MILLIS);
        try {
          rules = look(rules);
        } catch (RuntimeException | Error e) {
          // Without this thread no change would count any more; it is tried again.
          log.fault(e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The rules in force from now on. */
  private HostsRules look(HostsRules inForce) {
    if (look(inForce.watched()).equals(seen)) {
      return inForce;
    }
    HostsRules rules = options.readAfter(inForce);
    List<Finding> findings = new ArrayList<>(rules.findings());
    findings.addAll(server.applyHosts(rules));
    seen = look(rules.watched());
    findings.forEach(finding -> log.add(FindingEvent.of(finding)));
    log.add(Message.of("reloaded", "hosts files"));
    return rules;
  }

  /** What tells one state of a file from the next. */
  private static Map<String, Object> look(Set<String> files) {
    Map<String, Object> states = new HashMap<>();
    for (String file : files) {
      states.put(file, FileState.of(Path.of(file)));
    }
    return states;
  }
}
