package dev.kinetd.runtime.access.hosts;

import dev.kinetd.runtime.support.Peer;
import dev.kinetd.runtime.support.PrivateMachine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The real tcpdmatch(8), asked again and again through one shell on a private machine, where it
 * finds names in /etc/hosts alone.
 */
final class Tcpdmatch implements AutoCloseable {

  /** What the machine knows of names: good ones, an alias, several addresses, and liars. */
  static final List<String> HOSTS =
      List.of(
          "10.1.2.3 web.example.com www.example.com",
          "10.1.2.4 db.example.com db",
          "10.1.2.5 bare",
          "2001:db8::5 six.example.com",
          "10.1.2.6 multi.example.com",
          "10.1.2.7 multi.example.com",
          "10.1.2.8 liar.example.net",
          "10.1.2.9 honest.example.net liar.example.net",
          "192.168.7.7 sub.web.example.com",
          "127.0.0.9 only.server");

  /** Ends each answer; no rule file makes tcpdmatch say it. */
  private static final String MARK = "===end";

  private static final String LOOP =
      """
      while IFS='\t' read -r dir daemon client; do
        cd "$dir"
        "$0" -d "$daemon" "$client" 2>/dev/null
        printf '\\n===end %d\\n' $?
      done
      """;

  private final Process shell;
  private final Writer questions;
  private final BufferedReader answers;

  /** An answer: what it printed, or an exit status that is not 0. */
  record Answer(int status, List<String> lines) {

    /** A block for each address of the client. */
    List<List<String>> blocks() {
      var blocks = new ArrayList<List<String>>();
      var block = new ArrayList<String>();
      for (String line : lines) {
        if (line.isEmpty()) {
          continue;
        }
        block.add(line);
        if (line.startsWith("access: ")) {
          blocks.add(List.copyOf(block));
          block.clear();
        }
      }
      return blocks;
    }
  }

  Tcpdmatch() throws IOException {
    var machine =
        new PrivateMachine()
            .run("printf 'hosts: files\\npasswd: files\\ngroup: files\\n' >/etc/nsswitch.conf")
            .run("printf 'multi on\\n' >/etc/host.conf")
            .run("printf '127.0.0.1 localhost\\n' >/etc/hosts");
    HOSTS.forEach(line -> machine.append("/etc/hosts", line));
    var command = new ArrayList<>(machine.words());
    command.addAll(List.of("/bin/bash", "-c", LOOP, Peer.TCPDMATCH.path().toString()));
    shell = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    questions = new OutputStreamWriter(shell.getOutputStream(), StandardCharsets.ISO_8859_1);
    answers =
        new BufferedReader(
            new InputStreamReader(shell.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  /** Asks about the files hosts.allow and hosts.deny in a folder. */
  Answer ask(Path folder, String daemon, String client) throws IOException {
    questions.write(folder + "\t" + daemon + "\t" + client + "\n");
    questions.flush();
    var lines = new ArrayList<String>();
    while (true) {
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("tcpdmatch's shell has ended");
      }
      if (line.startsWith(MARK)) {
        return new Answer(Integer.parseInt(line.substring(MARK.length() + 1)), lines);
      }
      lines.add(line);
    }
  }

  @Override
  public void close() throws IOException {
    questions.close();
    try {
      shell.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
