package dev.kinetd.runtime.access.hosts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kinetd.runtime.support.Peer;
import dev.kinetd.runtime.support.PrivateMachine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The real tcpdchk(8). On Debian its findings go to the system's log, so it runs where that is a
 * socket of our own.
 */
final class Tcpdchk {

  /** Reads the log while tcpdchk writes, for the log's queue is short; a folder at a time. */
  private static final String LISTENER =
      """
      use Socket; use POSIX ":sys_wait_h";
      socket(my $log, AF_UNIX, SOCK_DGRAM, 0) or die; bind($log, sockaddr_un("/dev/log")) or die;
      my $program = shift; $| = 1;
      for my $folder (@ARGV) {
        print "folder $folder\\n";
        my $pid = fork();
        if (!$pid) { chdir $folder; open STDOUT, ">", "/dev/discard"; exec $program, "-d" or exit 1; }
        for (my $ended = 0; ; ) {
          my $set = ""; vec($set, fileno($log), 1) = 1;
          if (select($set, undef, undef, $ended ? 0 : 0.01) > 0) {
            recv($log, my $text, 9999, 0); $text =~ s/[\\r\\n]/ /g; print "$text\\n"; next;
          }
          last if $ended;
          $ended = waitpid($pid, WNOHANG) == $pid;
        }
      }
      """;

  /** Of one line; it may hold what is a line's end for others, such as U+0085. */
  private static final Pattern FINDING =
      Pattern.compile("(warning|error): (.*), line ([0-9]+): (.*)", Pattern.DOTALL);

  /** What it said of a line of one of the files in a folder, or of a file that these name. */
  record Said(String file, int line, String text) {}

  private Tcpdchk() {}

  /** What it says of hosts.allow and hosts.deny in each folder. */
  static List<List<Said>> check(List<Path> folders) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "perl is not installed");
    var command =
        new ArrayList<>(
            new PrivateMachine()
                .run("printf 'hosts: files\\n' >/etc/nsswitch.conf")
                .run("rm -f /etc/inetd.conf")
                .run("mount -t tmpfs none /dev && : >/dev/null")
                .words());
    command.addAll(List.of("/usr/bin/perl", "-e", LISTENER, Peer.TCPDCHK.path().toString()));
    folders.forEach(folder -> command.add(folder.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    var answers = new ArrayList<List<Said>>();
    try (var lines = process.inputReader(StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("folder ")) {
          answers.add(new ArrayList<>());
        } else {
          add(line, answers);
        }
      }
    }
    if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("tcpdchk could not be run");
    }
    return answers;
  }

  private static void add(String line, List<List<Said>> answers) {
    Matcher said = FINDING.matcher(line);
    if (said.find()) {
      answers
          .getLast()
          .add(new Said(said.group(2), Integer.parseInt(said.group(3)), said.group(4)));
    }
  }
}
