package dev.kinetd.runtime.command;

import dev.kinetd.runtime.access.hosts.HostsRules;
import dev.kinetd.runtime.admin.ControlSocket;
import dev.kinetd.runtime.admin.StateChanges;
import dev.kinetd.runtime.linux.ProcessControl;
import dev.kinetd.runtime.listen.Gate;
import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.log.Message;
import dev.kinetd.runtime.serve.ServiceState;
import dev.kinetd.runtime.serve.SuperServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kinetd run}: serves the services in the files and folders. */
@Command(
    name = "run",
    description = "Serves the services declared in files and folders.",
    footer = {
      "",
      "Signals: HUP reads everything again, TERM and INT drain, a second one ends at once."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:ended by TERM or INT", "2:nothing could be served"},
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {

  /** A launching thread stands still until its child has called exec. */
  private static final int PADS_PER_CORE = 2;

  @Mixin private SourceOptions sources;

  @Mixin private MountOptions mount;

  @Option(
      names = "--admin",
      paramLabel = "ADDRESS:PORT",
      defaultValue = AdminAddress.DEFAULT,
      converter = AdminAddress.Converter.class,
      description = "Where health and metrics are served; \"none\" for nowhere (${DEFAULT-VALUE}).")
  private AdminAddress admin;

  @Option(
      names = "--control",
      paramLabel = "PATH",
      description =
          "The control socket (/run/kinetd/control.sock as root, else kinetd/control.sock in"
              + " $XDG_RUNTIME_DIR, or without it /tmp/kinetd-USER/control.sock).")
  private Path control;

  @Option(
      names = {"--drain", "--drain-seconds"},
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long programs may go on after TERM (${DEFAULT-VALUE}).")
  void setDrain(int seconds) {
    if (seconds < 0) {
      throw new ParameterException(spec.commandLine(), "--drain must be 0 or more, not " + seconds);
    }
    drainSeconds = seconds;
  }

  private int drainSeconds;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How the log is written (${DEFAULT-VALUE}).")
  private LogFormat logFormat;

  @Option(
      names = "--allow-root-hooks",
      description = "Let spawn, twist and aclexec in hosts files run commands as root.")
  private boolean allowRootHooks;

  @Mixin private HostsOptions hostsFiles;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    boolean mounted = mount.given(sources.given());
    if (!mounted) {
      sources.require();
    }
    var log = new EventLog(new FileOutputStream(FileDescriptor.out), logFormat == LogFormat.json);
    var lookups = new NameLookups();
    var changes = new StateChanges();
    var server = new SuperServer(padThreads(), new Gate(lookups, allowRootHooks), log, changes);
    LiveSource source =
        mounted
            ? new MountedConfiguration(
                mount,
                sources.resolving().withEnvironments(mount.environments()),
                server,
                log,
                changes)
            : new LiveConfiguration(sources, server, log);
    HostsRules hosts = hostsFiles.read();
    if (hosts != null) {
      hosts.findings().forEach(finding -> log.add(FindingEvent.of(finding)));
      log.add(
          Message.of(
              "access",
              "the hosts files count for every service"
                  + (hosts.isEmpty() ? ", and hold no rule: " : ": ")
                  + String.join(", ", hosts.watched())));
    }
    // Before anybody can read in the log that a service listens, and so that the runtime is up.
    var end = new End(server, log, Duration.ofSeconds(drainSeconds));
    var hangups = new Hangups();
    ProcessControl.expectHangups();
    Signals.handle("HUP", hangups);
    Signals.handle("TERM", end::begin);
    Signals.handle("INT", end::begin);
    server.applyHosts(hosts);
    source.reload();
    if (!end.begun() && source.mustServe() && server.states().stream().noneMatch(this::isUp)) {
      log.add(Message.of("failed", "nothing could be served"));
      log.close();
      return 2;
    }
    if (hosts != null) {
      new HostsWatch(hostsFiles, server, log).start(hosts);
    }
    source.watch();
    return RunApplication.run(
        new RunApplication.Start(
            server, log, source, changes, admin, controlPath(), lookups, hangups, end));
  }

  /** One that is suspended waits for a reload. */
  private boolean isUp(ServiceState state) {
    return state.listening() || state.suspended();
  }

  private Path controlPath() {
    return control != null
        ? control
        : ControlSocket.defaultPath(ProcessControl.effectiveUser() == 0);
  }

  private static int padThreads() {
    return Integer.getInteger(
        "kinetd.padThreads", PADS_PER_CORE * Runtime.getRuntime().availableProcessors());
  }

  /** How the log is written. */
  enum LogFormat {
    text,
    json
  }
}
