package dev.kinetd.runtime.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file that outgrows one idea is split before anybody gets used to it. */
final class SourceSizeTest {

  private static final int MOST_MAIN_LINES = 400;
  private static final int MOST_TEST_LINES = 500;

  @Test
  void noFileHoldsMoreThanOneIdea() throws IOException {
    // given
    Path checkout = Path.of("").toAbsolutePath().getParent();

    // when
    List<String> large =
        Stream.concat(
                larger(checkout.resolve("api/src/main"), MOST_MAIN_LINES),
                Stream.concat(
                    larger(checkout.resolve("runtime/src/main"), MOST_MAIN_LINES),
                    larger(checkout.resolve("runtime/src/test"), MOST_TEST_LINES)))
            .toList();

    // then
    assertThat(large).isEmpty();
  }

  private static Stream<String> larger(Path folder, int most) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> lines(file) > most)
          .map(file -> file + ": " + lines(file) + " lines, at most " + most)
          .toList()
          .stream();
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
