package dev.kinetd.runtime.command;

import static dev.kinetd.runtime.support.KinetdProcess.freePort;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.RunnerJar;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code kinetd run} starts, or why it does not. */
class StartIT {

  @TempDir Path folder;

  private int port;

  @BeforeEach
  void choosePort() throws Exception {
    port = freePort();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void endsInOrderWheneverItIsToldToWhileItStarts(int attempt) throws Exception {
    // given
    try (var kinetd = KinetdProcess.serving(document()).with("--drain", "0").launch()) {
      kinetd.awaitLog(" listening ");

      // when
      kinetd.signal("TERM");

      // then
      assertThat(kinetd.awaitExit()).as("attempt " + attempt).isZero();
      assertThat(kinetd.log().getLast()).contains("ended");
      assertThat(kinetd.log()).noneMatch(line -> line.contains("ERROR"));
    }
  }

  @Test
  void writesEveryLineOfItsLogAsJson() throws Exception {
    // given
    Path document =
        Files.writeString(
            folder.resolve("services.yaml"),
            Service.yaml(
                Service.named("subject")
                    .port(port)
                    .perl("print STDERR \"\\x00\\x1b[2J\\\"\\\\ \\xff\\xfe \\n{}\\n\"; exit 3")));
    try (var kinetd = KinetdProcess.serving(document).with("--log-format", "json").launch()) {
      kinetd.awaitLog("\"ready\"");

      // when
      Loopback.call(port, "");
      kinetd.awaitLog("\"exited\"");
      kinetd.stop();

      // then
      var json = new ObjectMapper();
      for (String line : ownLines(kinetd)) {
        assertThat(json.readTree(line).get("event").asText()).as(line).isNotEmpty();
      }
      assertThat(
              ownLines(kinetd).stream()
                  .map(line -> line.replaceAll(".*\"event\":\"(\\w+)\".*", "$1")))
          .containsSubsequence(
              "listening", "ready", "admitted", "stderr", "stderr", "exited", "draining", "ended");
    }
  }

  /** Without what the JVM itself has to say. */
  private static List<String> ownLines(KinetdProcess kinetd) throws IOException {
    return kinetd.log().stream().filter(line -> !line.startsWith("WARNING:")).toList();
  }

  private record Output(int exit, String text) {}

  private Output run(String... options) throws Exception {
    var words = RunnerJar.command("run", "--admin", "none");
    words.addAll(List.of(options));
    words.add(document().toString());
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes());
    return new Output(process.waitFor(), text);
  }

  private Path document() throws IOException {
    Path document = folder.resolve("services.yaml");
    return Files.exists(document)
        ? document
        : Files.writeString(
            document, Service.yaml(Service.named("subject").port(port).command("/bin/cat")));
  }
}
