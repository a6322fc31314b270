package dev.kinetd.runtime;

import dev.kinetd.runtime.command.CheckCommand;
import dev.kinetd.runtime.command.RunCommand;
import dev.kinetd.runtime.command.StatusCommand;
import dev.kinetd.runtime.command.Version;
import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Only {@code run} starts Quarkus; the others answer at once. */
@QuarkusMain
@Command(
    name = "kinetd",
    description = "The super-server: inetd, xinetd and TCP wrappers in one runtime.",
    subcommands = {RunCommand.class, CheckCommand.class, StatusCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true)
public final class Kinetd {

  private Kinetd() {}

  public static void main(String... args) {
    System.exit(new CommandLine(new Kinetd()).execute(args));
  }
}
