package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.PrivateMachine;
import dev.kinetd.runtime.support.RunnerJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kinetd check} as a command, on a machine with host names of its own. */
class CheckIT {

  @TempDir Path folder;

  @Test
  void namesAnAliasInHostsFilesAndInRules() throws Exception {
    // given
    var machine =
        new PrivateMachine().append("/etc/hosts", "192.0.2.1 web.example.com www.example.com");
    Path allow = Files.writeString(folder.resolve("allow"), "ALL: web.example.com\n");
    Path deny = Files.writeString(folder.resolve("deny"), "ALL: www.example.com\n");
    Path rule =
        Files.writeString(
            folder.resolve("rule.yaml"),
            """
            apiVersion: kinetd.dev/v1alpha1
            kind: InetdService
            metadata: {name: report}
            spec:
              port: 5555
              handler: {command: [/bin/cat]}
            ---
            apiVersion: kinetd.dev/v1alpha1
            kind: AccessRule
            metadata: {name: office}
            spec:
              services: {}
              action: Allow
              from: [{host: www.example.com}]
            """);
    List<String> words =
        RunnerJar.command(
            "check",
            "--hosts-allow",
            allow.toString(),
            "--hosts-deny",
            deny.toString(),
            rule.toString());

    // when
    Command.Output output =
        Command.of(Path.of(words.getFirst()), words.subList(1, words.size()).toArray(String[]::new))
            .behind(machine.words())
            .end();

    // then
    String meant = "\"www.example.com\" matches nobody: it is another name of web.example.com";
    assertThat(output.text().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(rule + ":14:")
                    .contains(" warning: spec.from[0].host: " + meant),
            line -> assertThat(line).startsWith(deny + ":1: warning: " + meant));
    assertThat(output.status()).isEqualTo(1);
  }
}
