package dev.kinetd.operator.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code kinetd} on its own, without Kubernetes: the same jar, as a command, and as a server in a
 * network of its own beside the pods.
 */
public final class StandaloneRuntime implements AutoCloseable {

  private final PodNetwork.Sandbox sandbox;
  private final Program program;

  private StandaloneRuntime(PodNetwork.Sandbox sandbox, Program program) {
    this.sandbox = sandbox;
    this.program = program;
  }

  /** What {@code kinetd convert} prints for these files; nothing of them may be lost. */
  static String convert(Path jar, Path folder, List<Path> files) throws IOException {
    Path out = folder.resolve("converted.yaml");
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(RuntimeProgram.command(jar, arguments("convert", files)))
            .redirectOutput(out.toFile())
            .redirectError(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("convert ends").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    return Files.readString(out);
  }

  /** Serves these files. */
  static StandaloneRuntime serving(
      Path jar, Path folder, PodNetwork.Sandbox sandbox, List<Path> files, List<String> options) {
    Path log = folder.resolve("standalone.log");
    var words = new ArrayList<>(sandbox.words());
    words.addAll(List.of("setpriv", "--pdeathsig", "KILL", "--"));
    var all = new ArrayList<>(arguments("run", files));
    all.addAll(List.of("--admin", "none", "--control", folder.resolve("control").toString()));
    all.addAll(options);
    words.addAll(RuntimeProgram.command(jar, all));
    Program program =
        Program.start(
            new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
    var runtime = new StandaloneRuntime(sandbox, program);
    await("kinetd run")
        .atMost(Duration.ofSeconds(30))
        .failFast("it ended", () -> !program.runs())
        .until(() -> isReady(log));
    return runtime;
  }

  /** A client of one of its ports. */
  public TcpPeer client(int port) {
    return new TcpPeer(List.of(), sandbox.address(), port);
  }

  @Override
  public void close() {
    program.kill();
    sandbox.close();
  }

  private static List<String> arguments(String command, List<Path> files) {
    return Stream.concat(Stream.of(command), files.stream().map(Path::toString)).toList();
  }

  private static boolean isReady(Path log) {
    try {
      return Files.readString(log).contains(" ready ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
