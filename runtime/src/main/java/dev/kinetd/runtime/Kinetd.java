package dev.kinetd.runtime;

import dev.kinetd.runtime.command.CheckCommand;
import dev.kinetd.runtime.command.ConvertCommand;
import dev.kinetd.runtime.command.MatchCommand;
import dev.kinetd.runtime.command.RunCommand;
import dev.kinetd.runtime.command.StatusCommand;
import dev.kinetd.runtime.command.Version;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Only {@code run} starts Quarkus; the others answer at once. */
@QuarkusMain
@Command(
    name = "kinetd",
    description = "The super-server: listens, and starts a program when a client arrives.",
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      MatchCommand.class,
      ConvertCommand.class,
      StatusCommand.class,
      HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true)
public final class Kinetd {

  private Kinetd() {}

  public static void main(String... args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Kinetd()).setParameterExceptionHandler(Kinetd::refuse);
  }

  /**
   * Says what is wrong and where to read on; thirty lines of usage would push that off a screen.
   */
  private static int refuse(ParameterException refused, String[] args) {
    CommandLine command = refused.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(refused.getMessage());
    if (command.getParent() == null && args.length == 0) {
      command.usage(err);
    } else {
      UnmatchedArgumentException.printSuggestions(refused, err);
      err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
