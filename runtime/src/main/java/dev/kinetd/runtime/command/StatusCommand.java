package dev.kinetd.runtime.command;

import dev.kinetd.runtime.admin.ControlSocket;
import dev.kinetd.runtime.admin.StatusReport;
import dev.kinetd.runtime.linux.ProcessControl;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kinetd status}: the running runtime's services as a table. */
@Command(
    name = "status",
    description = "Shows the services of the running runtime.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:all services are ready", "1:some are not", "2:no runtime answers"},
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

  @Option(
      names = "--control",
      paramLabel = "PATH",
      description = "The runtime's control socket (default: where run puts it).")
  private Path control;

  @Option(
      names = "--rules",
      description = "Show every access rule with its hits, however many there are.")
  private boolean rules;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Path path =
        control != null ? control : ControlSocket.defaultPath(ProcessControl.effectiveUser() == 0);
    StatusReport report;
    try {
      report = ControlSocket.ask(path);
    } catch (IOException e) {
      spec.commandLine()
          .getErr()
          .println("kinetd: no runtime answers at " + path + ": " + e.getMessage());
      return 2;
    }
    int names = report.services().stream().mapToInt(line -> line.name().length()).max().orElse(0);
    String row = "%-" + Math.max(names, 24) + "s %-9s %7s %9s %8s  %s%n";
    out.printf(row, "SERVICE", "STATE", "RUNNING", "ADMITTED", "REFUSED", "WHERE");
    for (StatusReport.Line line : report.services()) {
      String state = state(report, line);
      String where = String.join(", ", line.endpoints());
      out.printf(row, line.name(), state, line.running(), line.admitted(), line.refused(), where);
      if (!line.message().isEmpty()) {
        out.println("    " + line.message());
      }
    }
    RuleTable.print(report.rules(), rules, out);
    report.refused().forEach((origin, why) -> out.println(origin + ": not served: " + why));
    out.println(
        "kinetd is process " + report.pid() + (report.draining() ? ", and about to end" : ""));
    out.flush();
    return report.allReady() ? 0 : 1;
  }

  private static String state(StatusReport report, StatusReport.Line line) {
    if (line.suspended()) {
      return "suspended";
    }
    if (report.draining() || !line.listening()) {
      return "closed";
    }
    return line.ready() ? "ready" : "failing";
  }
}
