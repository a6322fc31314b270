package dev.kinetd.runtime.command;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Printable;
import dev.kinetd.api.Severity;
import dev.kinetd.runtime.admin.Served;
import dev.kinetd.runtime.log.Message;
import dev.kinetd.runtime.resolve.Endpoint;
import dev.kinetd.runtime.resolve.Resolution;
import dev.kinetd.runtime.resolve.ResolvedService;
import dev.kinetd.runtime.resolve.RulesInForce;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the configuration again and puts it into force as far as it can be used. */
final class LiveConfiguration {

  private final RunApplication.Start run;
  private final Served served;
  private RulesInForce rules;

  LiveConfiguration(RunApplication.Start run, Served served) {
    this.run = run;
    this.served = served;
    this.rules = RulesInForce.NONE.after(run.configuration());
  }

  /** Reads everything again. One reload at a time. */
  synchronized void reload() {
    Resolution read = run.sources().resolve();
    read.findings().forEach(finding -> run.log().add(FindingEvent.of(finding)));
    List<ResolvedService> services = new ArrayList<>(read.services());
    services.addAll(kept(read));
    rules = rules.after(read);
    for (String source : rules.kept()) {
      run.log().add(Message.warning(Printable.of(source) + ": its access rules stay as they were"));
    }
    run.server()
        .apply(services, rules.rules(), run.server().hosts())
        .forEach(finding -> run.log().add(FindingEvent.of(finding)));
    publish(read);
    run.log().add(Message.of("reloaded", services.size() + " services"));
  }

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
    for (ResolvedService old : run.server().services()) {
      if (present.contains(old.name()) || !read.isBroken(old)) {
        continue;
      }
      if (old.endpoints().stream().anyMatch(endpoint -> taken.contains(endpoint.toString()))) {
        run.log().add(Message.warning(old.name() + " cannot go on: another has its socket now"));
      } else {
        kept.add(old);
        run.log().add(Message.warning(old.name() + " goes on as it was before the errors"));
      }
    }
    return kept;
  }

  /** Tells the admin port and the status what is in force. */
  void publish(Resolution read) {
    Map<String, String> refused = new LinkedHashMap<>();
    for (Finding finding : read.findings()) {
      if (finding.severity() == Severity.ERROR) {
        refused.putIfAbsent(String.valueOf(finding.origin()), finding.text());
      }
    }
    served.refused(refused);
  }
}
