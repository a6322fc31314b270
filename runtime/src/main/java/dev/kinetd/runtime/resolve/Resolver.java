package dev.kinetd.runtime.resolve;

import dev.kinetd.api.Builtin;
import dev.kinetd.api.Finding;
import dev.kinetd.api.Handler;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Mode;
import dev.kinetd.api.Shebang;
import dev.kinetd.runtime.access.AccessRules;
import dev.kinetd.runtime.frontend.Declared;
import dev.kinetd.runtime.frontend.DeclaredRule;
import dev.kinetd.runtime.frontend.Reading;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes what was declared ready for this machine. May block on name services. */
public final class Resolver {

  private static final Comparator<Finding> BY_PLACE =
      Comparator.<Finding, String>comparing(finding -> finding.origin().file())
          .thenComparingInt(finding -> finding.origin().line())
          .thenComparingInt(finding -> finding.origin().column());

  private final ResolveOptions options;
  private final EndpointResolver endpoints;
  private final CredentialsResolver credentials;
  private final List<Finding> findings;
  private final Map<String, String> waiting = new HashMap<>();

  private Resolver(Reading reading, ResolveOptions options) {
    this.options = options;
    this.endpoints = new EndpointResolver(options);
    this.credentials = new CredentialsResolver(options.machine());
    this.findings = new ArrayList<>(reading.findings());
  }

  /** The services that can be served, and every finding so far. */
  public static Resolution resolve(Reading reading, ResolveOptions options) {
    var resolver = new Resolver(reading, options);
    var services = new ArrayList<ResolvedService>();
    var refused = new ArrayList<Declared>();
    for (Declared declared : reading.services()) {
      ResolvedService service = resolver.resolve(declared);
      if (service != null) {
        services.add(service);
      } else if (!resolver.waiting.containsKey(declared.service().name())) {
        refused.add(declared);
      }
    }
    List<ResolvedService> served = EndpointClashes.settle(services, resolver.findings);
    resolver.reportUnreachable(served, reading.services());
    reading.rules().stream()
        .filter(DeclaredRule::unreadable)
        .forEach(rule -> resolver.findings.add(unreadable(rule)));
    resolver.findings.addAll(rules(reading).findings());
    resolver.findings.sort(BY_PLACE);
    return new Resolution(
        served,
        refused,
        resolver.waiting,
        reading.rules(),
        reading.sources(),
        reading.broken(),
        resolver.findings);
  }

  private static Finding unreadable(DeclaredRule rule) {
    return Finding.error(
        rule.origin(),
        "",
        "may hold access rules that nobody can read, so a start refuses every client of every"
            + " service",
        "correct it; rules that were in force before a reload stay in force until then");
  }

  private static AccessRules rules(Reading reading) {
    List<InetdService> services = reading.services().stream().map(Declared::service).toList();
    return AccessRules.compile(reading.rules(), services, AccessRules.NONE);
  }

  private ResolvedService resolve(Declared declared) {
    var says = new ServiceFindings(declared, findings);
    InetdServiceSpec spec = declared.service().spec();
    if (!canNamePaths(spec, says)) {
      return null;
    }
    List<Endpoint> places = endpoints.resolve(spec, says);
    Path program = null;
    Credentials whom = null;
    if (!spec.handler().isBuiltin()) {
      program = program(declared, says);
      whom = options.noUserSwitch() ? null : credentials.resolve(spec.launch(), says);
    }
    List<String> environment = environment(declared.service(), says);
    return says.refused() || environment == null
        ? null
        : new ResolvedService(
            declared.service(), declared.origin(), places, program, whom, environment);
  }

  /** Of a script its interpreter. */
  private static Path program(Declared declared, ServiceFindings says) {
    Handler handler = declared.service().spec().handler();
    if (handler.isScript()) {
      Path interpreter = Path.of(Shebang.of(handler.script()).interpreter()).normalize();
      checkProgram("spec.handler.script", "interpreter", interpreter, says);
      return interpreter;
    }
    Path program = declared.folder().resolve(handler.program()).normalize();
    checkProgram("spec.handler.command[0]", "program", program, says);
    return program;
  }

  /** What the service takes from Secrets and ConfigMaps; null while that is not there. */
  private List<String> environment(InetdService service, ServiceFindings says) {
    if (service.spec().launch().environmentFrom().isEmpty()) {
      return List.of();
    }
    if (options.environments() == null) {
      says.refuse(
          "spec.launch.environmentFrom",
          "this runtime sees no Secrets and ConfigMaps",
          "give it the folder where they are mounted with --environment-dir");
      return null;
    }
    var environment = new Environment(options.environments(), service, says);
    if (says.refused() || environment.waitsFor() == null) {
      return environment.variables();
    }
    waiting.put(service.name(), environment.waitsFor());
    return null;
  }

  /** The JVM has no name for every file: the locale decides which characters one may have. */
  private static boolean canNamePaths(InetdServiceSpec spec, ServiceFindings says) {
    try {
      Path.of(
          spec.handler().isScript()
              ? Shebang.of(spec.handler().script()).interpreter()
              : spec.handler().isBuiltin() ? "" : spec.handler().program());
      Path.of(spec.socket() == null ? "" : spec.socket().path());
    } catch (InvalidPathException e) {
      says.refuse(
          "",
          "the path "
              + ServiceFindings.quote(e.getInput())
              + " has a character that no file's"
              + " name can have in this locale",
          "correct it, or start kinetd with LC_ALL=C.UTF-8");
    }
    return !says.refused();
  }

  /** Warnings only: the service listens, and recovers as soon as the program is there. */
  private static void checkProgram(String field, String what, Path program, ServiceFindings says) {
    String problem = Program.problem(program);
    if (problem == null) {
      return;
    }
    says.warning(
        field,
        "the " + what + " " + ServiceFindings.quote(program.toString()) + " " + problem,
        "until it can be started, clients are closed");
  }

  private void reportUnreachable(List<ResolvedService> served, List<Declared> declared) {
    if (served.stream().anyMatch(s -> s.spec().handler().builtin() == Builtin.TcpMux)) {
      return;
    }
    for (Declared service : declared) {
      if (service.service().spec().mode() == Mode.TcpMux) {
        new ServiceFindings(service, findings)
            .warning(
                "spec.mode",
                "nobody can reach the service, because no TCPMUX service is served",
                "declare one: tcpmux stream tcp nowait root internal, or builtin: TcpMux");
      }
    }
  }
}
