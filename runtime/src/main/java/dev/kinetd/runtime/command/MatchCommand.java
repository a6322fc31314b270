package dev.kinetd.runtime.command;

import dev.kinetd.api.InetdService;
import dev.kinetd.api.Printable;
import dev.kinetd.runtime.access.AccessRules;
import dev.kinetd.runtime.access.AccessTable;
import dev.kinetd.runtime.access.hosts.HostsRules;
import dev.kinetd.runtime.frontend.Declared;
import dev.kinetd.runtime.frontend.Documents;
import dev.kinetd.runtime.frontend.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kinetd match}: whether a client would be served, and why. */
@Command(
    name = "match",
    description = {
      "Says whether a client would be let in, by which rule, and how that came about. Runs nothing.",
      "CLIENT is an address, a host name, or one of the words unknown and paranoid."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:granted; with --tcpdmatch whatever the verdict",
      "1:denied; of several addresses at least one",
      "2:no such question can be asked"
    },
    mixinStandardHelpOptions = true)
public final class MatchCommand implements Callable<Integer> {

  private static final int GRANTED = 0;
  private static final int DENIED = 1;
  private static final int USAGE = 2;

  @Parameters(
      arity = "0..2",
      paramLabel = "DAEMON[@SERVER] [USER@]CLIENT",
      description = "The name of a service in hosts files, and who asks for it.")
  private List<String> question = List.of();

  @Option(names = "--tcpdmatch", description = "Print what tcpdmatch prints.")
  private boolean tcpdmatch;

  @Option(
      names = "--batch",
      description = "Read questions from standard input, one a line; a blank line ends an answer.")
  private boolean batch;

  @Option(
      names = "--config",
      paramLabel = "PATH",
      description = "Files or folders with services and AccessRules that count as well.")
  private List<Path> config = List.of();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When the client comes, such as 2026-01-31T18:00:00+01:00; default: now.")
  private String at;

  @Mixin private FormatOptions formats;

  @Mixin private HostsOptions hostsFiles;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    if (question.size() != (batch ? 0 : 2)) {
      throw usage("give DAEMON and CLIENT, or --batch and questions on standard input");
    }
    HostsRules hosts = hostsFiles.read();
    if (tcpdmatch && hosts == null) {
      throw usage("--tcpdmatch asks hosts files alone; leave --no-hosts-access out");
    }
    Instant now = time();
    Reading reading = Documents.read(config, formats.readOptions());
    reading.findings().forEach(this::say);
    // An answer without what stands in the file would be a guess.
    if (reading.lacksFile()) {
      return USAGE;
    }
    try (var answers = new MatchAnswers(table(reading, hosts), now)) {
      return batch ? answerAll(answers) : answer(answers, question.get(0), question.get(1));
    }
  }

  private int answerAll(MatchAnswers answers) throws IOException {
    int worst = GRANTED;
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.strip().split("\\s+");
      if (words.length == 2) {
        worst = Math.max(worst, answer(answers, words[0], words[1]));
      } else if (!line.isBlank()) {
        say("kinetd: not a question: \"" + Printable.of(line) + "\"; write DAEMON CLIENT");
        worst = USAGE;
      }
      command.commandLine().getOut().println();
      command.commandLine().getOut().flush();
    }
    return worst;
  }

  private int answer(MatchAnswers answers, String daemon, String client) {
    PrintWriter out = command.commandLine().getOut();
    try {
      MatchQuestion asked = MatchQuestion.of(daemon, client);
      if (tcpdmatch) {
        answers.classic(asked, out);
        return GRANTED;
      }
      return answers.explain(asked, out) ? GRANTED : DENIED;
    } catch (UnknownHostException e) {
      say("kinetd: no such host: \"" + Printable.of(e.getMessage()) + "\"");
      return USAGE;
    } finally {
      out.flush();
    }
  }

  /** The services and rules of {@code --config}, with the hosts files. */
  private AccessTable table(Reading reading, HostsRules hosts) {
    List<InetdService> services = reading.services().stream().map(Declared::service).toList();
    AccessRules rules = AccessRules.compile(reading.rules(), services, AccessRules.NONE);
    rules.findings().forEach(this::say);
    return new AccessTable(rules, hosts, services);
  }

  private void say(Object text) {
    command.commandLine().getErr().println(text);
    command.commandLine().getErr().flush();
  }

  private Instant time() {
    try {
      return at == null ? Instant.now() : OffsetDateTime.parse(at).toInstant();
    } catch (DateTimeException e) {
      throw usage("--at " + at + " is not a time such as 2026-01-31T18:00:00+01:00");
    }
  }

  private ParameterException usage(String text) {
    return new ParameterException(command.commandLine(), text);
  }
}
