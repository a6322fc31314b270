package dev.kinetd.runtime.command;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Printable;
import dev.kinetd.api.Severity;
import dev.kinetd.runtime.admin.LoadedConfiguration;
import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.log.Message;
import dev.kinetd.runtime.resolve.Endpoint;
import dev.kinetd.runtime.resolve.Resolution;
import dev.kinetd.runtime.resolve.ResolvedService;
import dev.kinetd.runtime.resolve.RulesInForce;
import dev.kinetd.runtime.serve.SuperServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The files and folders of a command line, read again when somebody asks for it. */
final class LiveConfiguration implements LiveSource {

  private final SourceOptions sources;
  private final SuperServer server;
  private final EventLog log;
  private RulesInForce rules = RulesInForce.NONE;
  private volatile LoadedConfiguration loaded = LoadedConfiguration.NONE;

  LiveConfiguration(SourceOptions sources, SuperServer server, EventLog log) {
    this.sources = sources;
    this.server = server;
    this.log = log;
  }

  @Override
  public synchronized void reload() {
    boolean first = loaded == LoadedConfiguration.NONE;
    Resolution read = sources.resolve();
    read.findings().forEach(finding -> log.add(FindingEvent.of(finding)));
    List<ResolvedService> services = new ArrayList<>(read.services());
    services.addAll(kept(read));
    rules = rules.after(read);
    for (String source : rules.kept()) {
      log.add(Message.warning(Printable.of(source) + ": its access rules stay as they were"));
    }
    server
        .apply(services, rules.rules(), server.hosts())
        .forEach(finding -> log.add(FindingEvent.of(finding)));
    loaded = loaded(read, services);
    if (!first) {
      log.add(Message.of("reloaded", services.size() + " services"));
    }
  }

  @Override
  public LoadedConfiguration loaded() {
    return loaded;
  }

  @Override
  public boolean mustServe() {
    return true;
  }

  /** Files are read again at a signal, since a text editor leaves them half-written. */
  @Override
  public void watch() {}

  /**
   * What is no longer there because its text cannot be read, and so keeps being served as before.
   */
  private List<ResolvedService> kept(Resolution read) {
    Set<String> present =
        read.services().stream().map(ResolvedService::name).collect(Collectors.toSet());
    Set<String> taken =
        read.services().stream()
            .flatMap(service -> service.endpoints().stream())
            .map(Endpoint::toString)
            .collect(Collectors.toSet());
    List<ResolvedService> kept = new ArrayList<>();
    for (ResolvedService old : server.services()) {
      if (present.contains(old.name()) || !read.isBroken(old)) {
        continue;
      }
      if (old.endpoints().stream().anyMatch(endpoint -> taken.contains(endpoint.toString()))) {
        log.add(Message.warning(old.name() + " cannot go on: another has its socket now"));
      } else {
        kept.add(old);
        log.add(Message.warning(old.name() + " goes on as it was before the errors"));
      }
    }
    return kept;
  }

  private static LoadedConfiguration loaded(Resolution read, List<ResolvedService> services) {
    Map<String, String> refused = new LinkedHashMap<>();
    for (Finding finding : read.findings()) {
      if (finding.severity() == Severity.ERROR) {
        refused.putIfAbsent(String.valueOf(finding.origin()), finding.text());
      }
    }
    return new LoadedConfiguration(
        false,
        0,
        "",
        0,
        services.stream().map(s -> LoadedConfiguration.Wanted.inForce(s.name())).toList(),
        List.of(),
        refused);
  }
}
