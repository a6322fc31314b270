package dev.kinetd.operator.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A program of Kubernetes as a process, which ends with this JVM however the JVM ends. {@code
 * ./verify} builds the programs and names their folder in KINETD_KUBERNETES; where it could not,
 * the test that needs one is skipped.
 */
final class Program {

  private static final String FOLDER = System.getenv("KINETD_KUBERNETES");
  private static final long PATIENCE_SECONDS = 20;

  // The kernel ends a process when the thread that started it ends, so this thread never does.
  private static final ExecutorService STARTER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("starter of programs").factory());

  private final Process process;

  private Program(Process process) {
    this.process = process;
  }

  /** The program's file; skips the test where there is none. */
  static Path file(String name) {
    assumeTrue(
        FOLDER != null && Files.isExecutable(Path.of(FOLDER, name)),
        () -> "no " + name + " here; ./verify builds it where Go is, see docs/development.md");
    return Path.of(FOLDER, name);
  }

  /** Starts it; what it says is added to the log. */
  static Program start(String name, List<String> arguments, Path log) {
    var words = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
    words.add(file(name).toString());
    words.addAll(arguments);
    return start(
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
  }

  /** Starts any other program, of which the caller sees to it that it ends with this JVM. */
  static Program start(ProcessBuilder builder) {
    return new Program(CompletableFuture.supplyAsync(() -> run(builder), STARTER).join());
  }

  private static Process run(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean runs() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** The exit status of one that has ended. */
  int status() {
    return process.exitValue();
  }

  /** Has this run when it has ended, on a thread of the JVM's. */
  void whenEnded(Runnable action) {
    process.onExit().thenRun(action);
  }

  /** TERM, and no wait. */
  void terminate() {
    process.destroy();
  }

  /** TERM and, should that not do within 20 s, KILL. */
  void stop() {
    process.destroy();
    if (!ends()) {
      kill();
    }
  }

  /** KILL, as a crash or a lack of memory would. */
  void kill() {
    process.destroyForcibly();
    if (!ends()) {
      throw new AssertionError("pid " + process.pid() + " outlives KILL");
    }
  }

  private boolean ends() {
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
