package dev.kinetd.runtime.listen;

import static dev.kinetd.runtime.support.KinetdProcess.freePort;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text that may hold access rules and that nobody can read. */
class UnreadableRulesIT {

  private static final String INSIDE = "127.0.0.1";
  private static final String OUTSIDE = "127.9.9.9";
  private static final String RULE =
      """
      apiVersion: kinetd.dev/v1alpha1
      kind: AccessRule
      metadata: {name: office}
      spec: {services: {}, action: Allow, from: [{cidr: 127.0.0.0/16}]}
      """;

  @TempDir Path folder;

  @Test
  void refusesEverybodyUntilTheFileCanBeReadAndThenKeepsItsRules() throws Exception {
    // given
    int port = freePort();
    int other = freePort();
    Path services =
        Files.writeString(
            folder.resolve("s.yaml"),
            Service.yaml(Service.named("cat").port(port).command("/bin/cat")));
    Path inetd =
        Files.writeString(
            folder.resolve("inetd.conf"), other + " stream tcp4 nowait root /bin/cat\n");
    Path rules = folder.resolve("rules.yaml");
    try (var kinetd =
        KinetdProcess.serving(services, inetd, rules).with("--no-user-switch").start()) {

      // then
      assertThat(call(port, INSIDE)).isEmpty();
      assertThat(call(other, INSIDE)).isEmpty();
      assertThat(kinetd.awaitLog(" refused ", "service=cat"))
          .contains("reason=access", "rules unreadable: " + rules);
      kinetd.awaitLog(" error ", "at=" + rules, "may hold access rules");

      // when
      Files.writeString(rules, RULE);
      kinetd.reload();

      // then
      assertThat(call(port, INSIDE)).isEqualTo("hello");
      assertThat(call(other, OUTSIDE)).isEmpty();

      // when
      Files.writeString(rules, RULE.replace("kind: AccessRule", "kind: [Acc"));
      kinetd.reload();

      // then
      assertThat(call(port, INSIDE)).isEqualTo("hello");
      assertThat(call(other, OUTSIDE)).isEmpty();
      kinetd.awaitLog(" warning ", rules + ": its access rules stay as they were");
    }
  }

  @Test
  void refusesEverybodyForADocumentOfWhichNobodyKnowsWhatItIs() throws Exception {
    // given
    int port = freePort();
    Path file =
        Files.writeString(
            folder.resolve("s.yaml"),
            Service.yaml(Service.named("cat").port(port).command("/bin/cat"))
                + "---\n"
                + RULE.replace("AccessRule", "AccesRule"));

    // when
    try (var kinetd = KinetdProcess.serving(file).start()) {

      // then
      assertThat(call(port, INSIDE)).isEmpty();
      assertThat(kinetd.awaitLog(" refused ")).contains("rules unreadable: " + file + ":");
    }
  }

  private static String call(int port, String from) throws IOException {
    return Loopback.callFrom(from, port, "hello");
  }
}
