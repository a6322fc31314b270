package dev.kinetd.runtime.command;

import dev.kinetd.runtime.frontend.Documents;
import dev.kinetd.runtime.resolve.Resolution;
import dev.kinetd.runtime.resolve.ResolveOptions;
import dev.kinetd.runtime.resolve.Resolver;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
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
      arity = "0..*",
      paramLabel = "PATH",
      description = "Files, or folders of files, that declare services.")
  private List<Path> paths = List.of();

  @Option(
      names = "--no-user-switch",
      description = "Run every program as the caller, whatever the services ask for.")
  private boolean noUserSwitch;

  @Mixin private FormatOptions formats;

  /** Reads the sources and makes their services ready, each time anew. */
  public Resolution resolve() {
    require();
    return Resolver.resolve(Documents.read(paths, formats.readOptions()), resolving());
  }

  /** Refuses a command line without any. */
  void require() {
    if (!given()) {
      throw new ParameterException(command.commandLine(), "Missing required parameter: 'PATH...'");
    }
  }

  /** Whether any was named. */
  boolean given() {
    return !paths.isEmpty();
  }

  /** How services are made ready, whatever their source. */
  ResolveOptions resolving() {
    return ResolveOptions.of(noUserSwitch);
  }
}
