package dev.kinetd.runtime.command;

import dev.kinetd.api.Finding;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.Origin;
import dev.kinetd.runtime.access.hosts.HostsFiles;
import dev.kinetd.runtime.convert.Conversion;
import dev.kinetd.runtime.convert.HostsConversion;
import dev.kinetd.runtime.convert.RuleYaml;
import dev.kinetd.runtime.convert.ServiceConversion;
import dev.kinetd.runtime.convert.ServiceYaml;
import dev.kinetd.runtime.frontend.Declared;
import dev.kinetd.runtime.frontend.Documents;
import dev.kinetd.runtime.frontend.Reading;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kinetd convert}: an inetd.conf becomes InetdServices, hosts files AccessRules. */
@Command(
    name = "convert",
    description = {
      "Print an inetd.conf as InetdServices, hosts.allow and hosts.deny as AccessRules, that kubectl"
          + " apply accepts, and on standard error what could not be carried over.",
      "Beside hosts files, every file that declares services says which one a daemon's name means."
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
  private static final HostsFiles FILES = HostsFiles.ofMachine();

  @Spec private CommandSpec command;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "hosts.allow, hosts.deny, and files or folders that declare services.")
  private List<Path> paths;

  @Mixin private FormatOptions formats;

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
    for (Path file : new Path[] {allow, deny}) {
      if (file != null && !Files.isReadable(file)) {
        print(Finding.error(Origin.ofFile(file.toString()), "", "cannot be read", ""));
        return UNREADABLE;
      }
    }
    Reading reading = Documents.read(declaring, formats.readOptions());
    if (reading.lacksFile()) {
      reading.findings().forEach(this::print);
      return UNREADABLE;
    }
    return convert(allow, deny, reading);
  }

  private int convert(Path allow, Path deny, Reading reading) {
    var losses = new ArrayList<>(reading.findings());
    List<InetdService> documents =
        reading.services().stream()
            .filter(ConvertCommand::isDocument)
            .map(Declared::service)
            .toList();
    ServiceConversion services =
        ServiceConversion.of(
            reading.services().stream().filter(declared -> !isDocument(declared)).toList(),
            documents);
    losses.addAll(services.losses());
    boolean hosts = allow != null || deny != null;
    if (!hosts && services.services().isEmpty() && losses.isEmpty()) {
      throw usage("nothing to convert: name an inetd.conf, a hosts.allow or a hosts.deny");
    }
    PrintWriter out = command.commandLine().getOut();
    services.services().forEach(service -> out.print(ServiceYaml.of(service)));
    if (hosts) {
      var known = new ArrayList<>(services.services());
      known.addAll(documents);
      Conversion rules = HostsConversion.convert(name(allow), name(deny), FILES, known);
      rules.rules().forEach(rule -> out.print(RuleYaml.of(rule)));
      losses.addAll(rules.losses());
    }
    out.flush();
    services.needs().forEach(this::print);
    losses.forEach(this::print);
    return losses.isEmpty() ? CARRIED : LOSSES;
  }

  /** A file that was not named counts as one that does not exist, as for TCP wrappers. */
  private static String name(Path file) {
    return file == null ? "" : file.toString();
  }

  /** Only what is a document already has places of fields. */
  private static boolean isDocument(Declared declared) {
    return !declared.places().isEmpty();
  }

  private Path only(Path earlier, Path path) {
    if (earlier != null) {
      throw usage(earlier + " and " + path + ": name one of them");
    }
    return path;
  }

  private void print(Finding finding) {
    command.commandLine().getErr().println(finding);
    command.commandLine().getErr().flush();
  }

  private ParameterException usage(String text) {
    return new ParameterException(command.commandLine(), text);
  }
}
