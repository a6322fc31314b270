package dev.kinetd.runtime.command;

import dev.kinetd.api.Finding;
import dev.kinetd.runtime.resolve.Resolution;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kinetd check}: reads everything as {@code run} would, and opens nothing. */
@Command(
    name = "check",
    description = "Reads everything as run would, opens nothing, and prints what does not work.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:clean", "1:warnings", "2:errors"},
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {

  static final int CLEAN = 0;
  static final int WARNINGS = 1;
  static final int ERRORS = 2;

  @Spec private CommandSpec command;

  @Mixin private SourceOptions sources;

  @Override
  public Integer call() {
    Resolution resolution = sources.resolve();
    PrintWriter out = command.commandLine().getOut();
    for (Finding finding : resolution.findings()) {
      out.println(finding);
    }
    out.flush();
    if (resolution.hasErrors()) {
      return ERRORS;
    }
    return resolution.findings().isEmpty() ? CLEAN : WARNINGS;
  }
}
