package dev.kinetd.runtime.command;

import dev.kinetd.api.Finding;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.Severity;
import dev.kinetd.runtime.access.AccessRules;
import dev.kinetd.runtime.access.AccessTable;
import dev.kinetd.runtime.access.hosts.HostsRules;
import dev.kinetd.runtime.resolve.Resolution;
import dev.kinetd.runtime.resolve.ResolvedService;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kinetd check}: reads everything as {@code run} would, and opens nothing. */
@Command(
    name = "check",
    description =
        "Reads everything as run would, opens nothing, and prints what does not work. Names of hosts"
            + " in access rules are looked up.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:clean", "1:warnings", "2:errors"},
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {

  static final int CLEAN = 0;
  static final int WARNINGS = 1;
  static final int ERRORS = 2;

  @Spec private CommandSpec command;

  @Mixin private SourceOptions sources;

  @Mixin private HostsOptions hostsFiles;

  @Override
  public Integer call() {
    Resolution resolution = sources.resolve();
    PrintWriter out = command.commandLine().getOut();
    List<Finding> findings = new ArrayList<>(resolution.findings());
    List<InetdService> services =
        resolution.services().stream().map(ResolvedService::service).toList();
    var named =
        new ArrayList<>(
            AccessRules.compile(resolution.rules(), services, AccessRules.NONE).namedHosts());
    HostsRules hosts = hostsFiles.read();
    if (hosts != null) {
      findings.addAll(hosts.findings());
      findings.addAll(AccessTable.findings(hosts, services));
      named.addAll(hosts.namedHosts());
    }
    findings.addAll(NameCheck.onMachine(named));
    findings.forEach(out::println);
    out.flush();
    if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
      return ERRORS;
    }
    return findings.isEmpty() ? CLEAN : WARNINGS;
  }
}
