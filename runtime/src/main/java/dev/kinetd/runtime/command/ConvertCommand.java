package dev.kinetd.runtime.command;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.Finding;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Severity;
import dev.kinetd.runtime.access.hosts.HostsFiles;
import dev.kinetd.runtime.convert.Conversion;
import dev.kinetd.runtime.convert.HostsConversion;
import dev.kinetd.runtime.convert.RuleYaml;
import dev.kinetd.runtime.frontend.Declared;
import dev.kinetd.runtime.frontend.Dialect;
import dev.kinetd.runtime.frontend.Documents;
import dev.kinetd.runtime.frontend.ReadOptions;
import dev.kinetd.runtime.frontend.Reading;
import dev.kinetd.runtime.frontend.ServiceNames;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kinetd convert}: hosts files become AccessRules. */
@Command(
    name = "convert",
    description = {
      "Print hosts.allow and hosts.deny as AccessRules that kubectl apply accepts, and on standard"
          + " error what could not be carried over.",
      "Files that declare services say which service a daemon's name means."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:all carried over", "1:with losses", "2:not readable"},
    mixinStandardHelpOptions = true)
public final class ConvertCommand implements Callable<Integer> {

  private static final int CARRIED = 0;
  private static final int LOSSES = 1;
  private static final int UNREADABLE = 2;
  private static final String ALLOW = "hosts.allow";
  private static final String DENY = "hosts.deny";

  @Spec private CommandSpec command;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "hosts.allow, hosts.deny, and files or folders that declare services.")
  private List<Path> paths;

  @Override
  public Integer call() {
    Path allow = null;
    Path deny = null;
    var declaring = new ArrayList<Path>();
    for (Path path : paths) {
      String name = String.valueOf(path.getFileName());
      if (name.startsWith(ALLOW)) {
        allow = only(allow, path);
      } else if (name.startsWith(DENY)) {
        deny = only(deny, path);
      } else {
        declaring.add(path);
      }
    }
    if (allow == null && deny == null) {
      throw usage(
          "name a hosts.allow or a hosts.deny; converting other files is unsupported so far");
    }
    for (Path file : new Path[] {allow, deny}) {
      if (file != null && !Files.isReadable(file)) {
        print(Finding.error(Origin.ofFile(file.toString()), "", "cannot be read", ""));
        return UNREADABLE;
      }
    }
    return convert(allow, deny, declaring);
  }

  private int convert(Path allow, Path deny, List<Path> declaring) {
    Reading reading =
        Documents.read(declaring, new ReadOptions(null, Dialect.OPENBSD, ServiceNames.ofSystem()));
    reading.findings().stream().filter(ConvertCommand::isError).forEach(this::print);
    if (reading.findings().stream().anyMatch(ConvertCommand::isError)) {
      return UNREADABLE;
    }
    List<InetdService> services = reading.services().stream().map(Declared::service).toList();
    // A file that was not named counts as one that does not exist, as for TCP wrappers.
    Conversion conversion =
        HostsConversion.convert(
            allow == null ? "" : allow.toString(),
            deny == null ? "" : deny.toString(),
            HostsFiles.ofMachine(),
            services);
    PrintWriter out = command.commandLine().getOut();
    for (AccessRule rule : conversion.rules()) {
      out.print(RuleYaml.of(rule));
    }
    out.flush();
    conversion.losses().forEach(this::print);
    return conversion.losses().isEmpty() ? CARRIED : LOSSES;
  }

  private Path only(Path earlier, Path path) {
    if (earlier != null) {
      throw usage(earlier + " and " + path + ": name one of them");
    }
    return path;
  }

  private static boolean isError(Finding finding) {
    return finding.severity() == Severity.ERROR;
  }

  private void print(Finding finding) {
    command.commandLine().getErr().println(finding);
    command.commandLine().getErr().flush();
  }

  private ParameterException usage(String text) {
    return new ParameterException(command.commandLine(), text);
  }
}
