package dev.kinetd.operator.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The operator as a process of its own, from the jar that Maven has just built, with the flags that
 * its container has. Its log is JSON, one object a line. Closing it ends it; not for use by several
 * threads, but for {@link #kill}.
 */
public final class OperatorProcess implements AutoCloseable {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> TROUBLE = Set.of("WARN", "ERROR", "FATAL", "SEVERE");

  /** Vert.x watches its threads, and a busy machine lets them wait. */
  private static final String BUSY_MACHINE = "Thread .* has been blocked for .*";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Program program;
  private final Path log;
  private final int port;

  private OperatorProcess(Program program, Path log, int port) {
    this.program = program;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts it, and does not wait.
   *
   * @param kubeconfig as whom it speaks to which API server
   * @param settings more environment variables
   */
  static OperatorProcess start(Path kubeconfig, Map<String, String> settings) {
    int port = FreePort.next();
    var environment = new HashMap<String, String>();
    environment.put("KUBECONFIG", kubeconfig.toString());
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.putAll(settings);
    try {
      Path folder = Files.createDirectories(TARGET.resolve("operator-logs"));
      Path log = Files.createTempFile(folder, "operator-", ".log");
      var builder =
          new ProcessBuilder(command())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().keySet().removeIf(name -> name.startsWith("KUBERNETES_"));
      builder.environment().putAll(environment);
      return new OperatorProcess(Program.start(builder), log, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it says that it is ready. */
  public OperatorProcess awaitReady() {
    await("operator ready; its log is " + log)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .failFast("it ended", () -> !program.runs())
        .until(this::isReady);
    return this;
  }

  /** Whether it says that it is ready. */
  public boolean isReady() {
    return status("/q/health/ready") == 200;
  }

  /** What it answers at its port, for example at {@code /q/metrics}. */
  public String get(String path) {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request(path), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The status of its answer there; 0 when there is none. */
  public int status(String path) {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request(path), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(5))
        .build();
  }

  /** Whether it runs. */
  public boolean runs() {
    return program.runs();
  }

  /** KILL, as a crash would. Any thread. */
  public void kill() {
    program.kill();
  }

  /** TERM, and its exit status. */
  public int stop() {
    program.stop();
    return program.status();
  }

  /** Its resident memory, in MiB. */
  public long residentMebibytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc", "" + program.pid(), "status"))) {
      String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of its log that are JSON, in their order. */
  public List<JsonNode> log() {
    var lines = new ArrayList<JsonNode>();
    try {
      for (String line : Files.readAllLines(log)) {
        if (line.startsWith("{")) {
          lines.add(JSON.readTree(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** That it has warned of nothing, but for messages that match one of these expressions. */
  public void assertNoTroubleBut(String... allowed) {
    List<String> trouble =
        log().stream()
            .filter(line -> TROUBLE.contains(line.path("level").asText()))
            .map(OperatorProcess::words)
            .filter(words -> !words.matches(BUSY_MACHINE))
            .filter(words -> Stream.of(allowed).noneMatch(words::matches))
            .distinct()
            .toList();
    assertThat(trouble).as("what the operator warned of, in " + log).isEmpty();
  }

  private static String words(JsonNode line) {
    String exception = line.path("exception").path("message").asText("");
    String message = line.path("message").asText().replace('\n', ' ');
    return exception.isEmpty()
        ? message
        : message.substring(0, Math.min(40, message.length())) + ": " + exception;
  }

  @Override
  public void close() {
    program.kill();
  }

  private static List<String> command() throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(TARGET, "kinetd-operator-*-runner.jar")) {
      for (Path jar : jars) {
        return List.of(
            "setpriv",
            "--pdeathsig",
            "KILL",
            "--",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx160m",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            jar.toString());
      }
    }
    return abort("no runner jar in " + TARGET + "; mvn package makes it");
  }
}
