package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.RunnerJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kinetd match} as a command, where one host has several addresses. */
class MatchIT {

  @TempDir Path folder;

  @Test
  void answersForEachAddressOfAHost() throws Exception {
    // given
    file("names", "10.0.0.1 multi.example.com", "10.0.0.2 multi.example.com");
    file("allow", "ALL: 10.0.0.1");
    file("deny", "ALL: ALL");

    // when
    Command.Output explained = match("sshd", "multi.example.com");
    Command.Output classic = match("--tcpdmatch", "sshd", "multi.example.com");

    // then
    assertThat(explained)
        .isEqualTo(
            new Command.Output(
                1,
                """
                client:   10.0.0.1
                name:     multi.example.com
                step:     allow:1: matches: daemon ALL, client 10.0.0.1
                decided:  allow:1: the rule matches
                access:   granted

                client:   10.0.0.2
                name:     multi.example.com
                step:     allow:1: the client is not meant
                step:     deny:1: matches: daemon ALL, client ALL
                decided:  deny:1: the rule matches
                access:   denied
                """));
    assertThat(classic)
        .isEqualTo(
            new Command.Output(
                0,
                """
                client:   hostname multi.example.com
                client:   address  10.0.0.1
                server:   process  sshd
                access:   granted

                client:   hostname multi.example.com
                client:   address  10.0.0.2
                server:   process  sshd
                access:   denied
                """));
  }

  @Test
  void saysThatAHostIsNotKnown() throws Exception {
    // given
    file("names", "10.0.0.1 multi.example.com");

    // then
    assertThat(match("sshd", "other.example.com"))
        .isEqualTo(new Command.Output(2, "kinetd: no such host: \"other.example.com\"\n"));
  }

  private void file(String name, String... lines) throws IOException {
    Files.write(folder.resolve(name), List.of(lines));
  }

  /** With a table of host names in place of the machine's. */
  private Command.Output match(String... words) throws Exception {
    List<String> command = RunnerJar.command("match");
    var output =
        Command.of(Path.of(command.getFirst()), "-Djdk.net.hosts.file=" + folder.resolve("names"))
            .with(command.subList(1, command.size()).toArray(String[]::new))
            .with("--hosts-allow", folder.resolve("allow").toString())
            .with("--hosts-deny", folder.resolve("deny").toString())
            .with(words)
            .end();
    return new Command.Output(output.status(), output.text().replace(folder + "/", ""));
  }
}
