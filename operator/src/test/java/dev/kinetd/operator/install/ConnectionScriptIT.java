package dev.kinetd.operator.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code helm test} runs in its pod, run here: the real bash against real sockets. */
@Timeout(60)
class ConnectionScriptIT {

  private static final Path BASH = Path.of("/bin/bash");

  @BeforeEach
  void needsBash() {
    assumeTrue(Files.isExecutable(BASH), "no bash here");
  }

  @Test
  void succeedsWithTheAnswerOfAHandler() throws Exception {
    try (var server = new Answering("hello from process 7\n")) {
      // when
      Process script = start(server.port());

      // then
      assertThat(output(script)).contains("answers: hello from process 7");
      assertThat(script.exitValue()).isZero();
      assertThat(server.received()).isEqualTo("hello");
    }
  }

  @Test
  void failsWithAnyOtherAnswer() throws Exception {
    try (var server = new Answering("go away\n")) {
      Process script = start(server.port());

      assertThat(output(script)).contains("answers: go away");
      assertThat(script.exitValue()).isNotZero();
    }
  }

  @Test
  void triesAgainUntilSomebodyListens() throws Exception {
    // given
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    // when
    Process script = start(port);

    // then
    assertThat(script.waitFor(1, TimeUnit.SECONDS)).as("gave up").isFalse();
    try (var server = new Answering(port, "hello from process 7\n")) {
      output(script);
      assertThat(script.exitValue()).isZero();
      assertThat(server.received()).isEqualTo("hello");
    }
  }

  private static Process start(int port) throws IOException {
    List<Manifest> tests = Chart.renderTests("test: {port: %d}".formatted(port));
    String script =
        (String)
            Chart.one(tests, "Job", "kinetd-test")
                .at("spec", "template", "spec", "containers", 0, "command", 2);
    var builder = new ProcessBuilder(BASH.toString(), "-c", script).redirectErrorStream(true);
    builder.environment().put("KINETD_TEST_SERVICE_HOST", "127.0.0.1");
    return builder.start();
  }

  private static String output(Process script) throws IOException, InterruptedException {
    String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    script.waitFor();
    return output;
  }

  /** A server for one client: reads a line and answers with another. */
  private static final class Answering implements AutoCloseable {

    private final ServerSocket socket;
    private final Thread thread;
    private volatile String received;

    Answering(String answer) throws IOException {
      this(0, answer);
    }

    Answering(int port, String answer) throws IOException {
      socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
      thread = Thread.ofVirtual().start(() -> serve(answer));
    }

    int port() {
      return socket.getLocalPort();
    }

    String received() throws InterruptedException {
      thread.join();
      return received;
    }

    private void serve(String answer) {
      try (Socket client = socket.accept();
          var reader =
              new BufferedReader(
                  new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
        received = reader.readLine();
        client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        received = e.toString();
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
