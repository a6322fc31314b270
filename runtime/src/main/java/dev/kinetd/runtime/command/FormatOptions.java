package dev.kinetd.runtime.command;

import dev.kinetd.runtime.frontend.Dialect;
import dev.kinetd.runtime.frontend.Format;
import dev.kinetd.runtime.frontend.ReadOptions;
import dev.kinetd.runtime.frontend.ServiceNames;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How files that declare services are read: the options of every command that reads some. */
public final class FormatOptions {

  @Spec(Target.MIXEE)
  private CommandSpec command;

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

  ReadOptions readOptions() {
    return new ReadOptions(format, dialect, ServiceNames.ofSystem());
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
