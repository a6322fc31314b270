package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command line of a client, run without the caller's environment: no proxy and no settings of
 * whoever runs the tests take part.
 */
final class Command {

  private static final int PATIENCE_SECONDS = 30;

  private final List<String> words;

  private Command(List<String> words) {
    this.words = words;
  }

  static Command of(Path program, String... arguments) {
    return new Command(List.of(program.toString())).with(arguments);
  }

  /** A curl that says nothing but what it got, and why it got nothing. */
  static Command curl(String... arguments) {
    return of(Peer.CURL.path(), "--silent", "--show-error", "--max-time", "20").with(arguments);
  }

  /** The same with these arguments after those it has. */
  Command with(String... arguments) {
    var all = new ArrayList<>(words);
    all.addAll(List.of(arguments));
    return new Command(all);
  }

  /** The same behind these words, such as those of a namespace to enter. */
  Command behind(List<String> prefix) {
    var all = new ArrayList<>(prefix);
    all.addAll(words);
    return new Command(all);
  }

  /** What it wrote; it must succeed. */
  String run() throws IOException, InterruptedException {
    Output output = end();
    assertThat(output.status()).as("%s: %s", words, output.text()).isZero();
    return output.text();
  }

  /** Runs it to its end, whatever that is. */
  Output end() throws IOException, InterruptedException {
    Process process = start();
    process.getOutputStream().close();
    // Nothing that a client says here fills a pipe, so that it can end before it is read.
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(ended).as("%s ended; so far: %s", words, text).isTrue();
    return new Output(process.exitValue(), text);
  }

  /** Starts it; the caller ends it. */
  Process start() throws IOException {
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
                "HOME", "/nonexistent",
                "LC_ALL", "C"));
    return builder.start();
  }

  /** How a command ended, and all that it wrote. */
  record Output(int status, String text) {}
}
