package dev.kinetd.runtime.command;

import dev.kinetd.runtime.frontend.Documents;
import dev.kinetd.runtime.resolve.Resolution;
import dev.kinetd.runtime.resolve.ResolveOptions;
import dev.kinetd.runtime.resolve.Resolver;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to read and how: the options of every command that has sources. */
public final class SourceOptions {

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, or folders of files, that declare services.")
  private List<Path> paths;

  @Option(
      names = "--no-user-switch",
      description = "Run every program as the caller, whatever the services ask for.")
  private boolean noUserSwitch;

  @Mixin private FormatOptions formats;

  /** Reads the sources and makes their services ready, each time anew. */
  public Resolution resolve() {
    return Resolver.resolve(
        Documents.read(paths, formats.readOptions()), ResolveOptions.of(noUserSwitch));
  }
}
