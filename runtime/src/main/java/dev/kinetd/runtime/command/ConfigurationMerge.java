package dev.kinetd.runtime.command;

import dev.kinetd.api.Finding;
import dev.kinetd.api.RuntimeState;
import dev.kinetd.api.RuntimeState.ServiceState;
import dev.kinetd.api.Severity;
import dev.kinetd.runtime.admin.LoadedConfiguration;
import dev.kinetd.runtime.admin.LoadedConfiguration.Wanted;
import dev.kinetd.runtime.frontend.ConfigPart;
import dev.kinetd.runtime.frontend.Configuration;
import dev.kinetd.runtime.frontend.Declared;
import dev.kinetd.runtime.resolve.Endpoint;
import dev.kinetd.runtime.resolve.Resolution;
import dev.kinetd.runtime.resolve.ResolvedService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A new configuration with what has to stay of the old one: a service that cannot be used goes on
 * as it was, and a service that waits for its environment does until it is there.
 */
final class ConfigurationMerge {

  private final Resolution resolution;
  private final Map<String, ResolvedService> fresh = new LinkedHashMap<>();
  private final Map<String, ResolvedService> old = new HashMap<>();
  private final Map<String, Declared> readable = new HashMap<>();
  private final Set<Endpoint> taken = new HashSet<>();
  private final Map<ConfigPart, String> messages;
  private final List<ResolvedService> services = new ArrayList<>();
  private final LoadedConfiguration loaded;

  /**
   * @param inForce the services until now
   */
  ConfigurationMerge(Configuration read, Resolution resolution, List<ResolvedService> inForce) {
    this.resolution = resolution;
    this.messages = messages(read.parts(), resolution.findings());
    inForce.forEach(service -> old.put(service.name(), service));
    read.reading().services().forEach(one -> readable.put(one.service().name(), one));
    for (ResolvedService service : resolution.services()) {
      fresh.put(service.name(), service);
      if (!service.suspended()) {
        taken.addAll(service.endpoints());
      }
    }
    List<Wanted> wanted = new ArrayList<>();
    List<RuntimeState.Rule> rules = new ArrayList<>();
    Map<String, String> refused = new LinkedHashMap<>();
    for (ConfigPart part : read.parts()) {
      if (part.rule()) {
        rules.add(rule(part));
      } else {
        Wanted service = merge(part);
        wanted.add(service);
        if (service.obstacle() != null) {
          refused.put(service.name(), service.message());
        }
      }
    }
    loaded = new LoadedConfiguration(true, read.generation(), "", 0, wanted, rules, refused);
  }

  /** What is to be served. */
  List<ResolvedService> services() {
    return services;
  }

  LoadedConfiguration loaded() {
    return loaded;
  }

  private Wanted merge(ConfigPart part) {
    ResolvedService service = fresh.get(part.name());
    if (service != null) {
      services.add(service);
      return Wanted.inForce(part.name());
    }
    ResolvedService before = old.get(part.name());
    boolean kept = before != null && (before.suspended() || isFree(before));
    if (kept) {
      services.add(before);
    }
    String waiting = resolution.waiting().get(part.name());
    if (waiting == null) {
      return new Wanted(part.name(), ServiceState.Refused, messages.getOrDefault(part, ""));
    }
    // What is mounted may be newer than the configuration, and what is in force is what it says.
    boolean asDeclared = kept && before.service().equals(readable.get(part.name()).service());
    return asDeclared
        ? Wanted.inForce(part.name())
        : new Wanted(part.name(), ServiceState.Pending, waiting);
  }

  private boolean isFree(ResolvedService before) {
    return before.endpoints().stream().noneMatch(taken::contains);
  }

  private RuntimeState.Rule rule(ConfigPart part) {
    String message = messages.get(part);
    return new RuntimeState.Rule(
        part.name(),
        part.metadata().generation(),
        message == null ? RuntimeState.RuleState.Enforced : RuntimeState.RuleState.Refusing,
        message == null ? "" : message);
  }

  /** The first error of each document. Documents and findings are in the order of their lines. */
  private static Map<ConfigPart, String> messages(List<ConfigPart> parts, List<Finding> findings) {
    Map<ConfigPart, String> messages = new HashMap<>();
    int at = 0;
    for (Finding finding : findings) {
      while (at < parts.size() && finding.origin().line() > parts.get(at).lastLine()) {
        at++;
      }
      if (at < parts.size()
          && finding.severity() == Severity.ERROR
          && parts.get(at).holds(finding.origin())) {
        messages.putIfAbsent(parts.get(at), message(finding));
      }
    }
    return messages;
  }

  private static String message(Finding finding) {
    String text = finding.field().isEmpty() ? "" : finding.field() + ": ";
    return text + finding.text() + (finding.remedy().isEmpty() ? "" : "; " + finding.remedy());
  }
}
