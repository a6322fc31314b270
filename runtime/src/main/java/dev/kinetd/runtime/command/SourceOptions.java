package dev.kinetd.runtime.command;

import dev.kinetd.runtime.frontend.Dialect;
import dev.kinetd.runtime.frontend.Documents;
import dev.kinetd.runtime.frontend.Format;
import dev.kinetd.runtime.frontend.ReadOptions;
import dev.kinetd.runtime.frontend.ServiceNames;
import dev.kinetd.runtime.resolve.Resolution;
import dev.kinetd.runtime.resolve.ResolveOptions;
import dev.kinetd.runtime.resolve.Resolver;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What to read and how: the options of every command that has sources. */
public final class SourceOptions {

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, or folders of files, that declare services.")
  private List<Path> paths;

  @Option(
      names = "--no-user-switch",
      description = "Run every program as the caller, whatever the services ask for.")
  private boolean noUserSwitch;

  private Format format;
  private Dialect dialect = Dialect.OPENBSD;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "yaml or inetd; default: told from the content of each file.")
  void setFormat(String name) {
    format = choice(Format.values(), "--format", name);
    if (!format.supported()) {
      throw usage("--format " + name + " is unsupported so far; use yaml or inetd");
    }
  }

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      description =
          "The program that inetd.conf was written for: openbsd (the default) or inetutils.")
  void setDialect(String name) {
    dialect = choice(Dialect.values(), "--dialect", name);
    if (!dialect.supported()) {
      throw usage("--dialect " + name + " is unsupported so far; use openbsd or inetutils");
    }
  }

  /** Reads the sources and makes their services ready, each time anew. */
  public Resolution resolve() {
    var options = new ReadOptions(format, dialect, ServiceNames.ofSystem());
    return Resolver.resolve(Documents.read(paths, options), ResolveOptions.of(noUserSwitch));
  }

  private <E extends Enum<E>> E choice(E[] constants, String option, String name) {
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(name)) {
        return constant;
      }
    }
    throw usage("unknown value for " + option + ": " + name);
  }

  private ParameterException usage(String text) {
    return new ParameterException(command.commandLine(), text);
  }
}
