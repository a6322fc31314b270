package dev.kinetd.runtime.programs;

import static org.awaitility.Awaitility.await;

import dev.kinetd.runtime.support.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A program on a terminal of its own (script(1)), watched and typed to as a person would. */
final class Terminal implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  private Terminal(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::watch);
  }

  /** Starts a command line of the shell behind these words. */
  static Terminal start(List<String> prefix, String commandLine) throws IOException {
    return new Terminal(
        Command.of(Peer.SCRIPT.path(), "--quiet", "--return", "--command", commandLine, "/dev/null")
            .behind(prefix)
            .start());
  }

  /** Waits until the screen has shown this. */
  void awaitText(String text) {
    await("screen with: " + text)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(this::screen, shown -> shown.contains(text));
  }

  void type(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Waits until the program has ended by itself. */
  void awaitEnd() {
    await("end of the program").atMost(PATIENCE).until(() -> !process.isAlive());
  }

  String screen() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private void watch() {
    try {
      process.getInputStream().transferTo(screen);
    } catch (IOException e) {
      // The program was ended.
    }
  }
}
