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
  void noFileHoldsMoreThanOneIdea() {
    // given
    Path checkout = Path.of("").toAbsolutePath().getParent();

    // when
    List<String> large =
        Stream.of("api", "runtime", "operator", "bench")
            .map(checkout::resolve)
            .flatMap(
                module ->
                    Stream.concat(
                        larger(module.resolve("src/main"), MOST_MAIN_LINES),
                        larger(module.resolve("src/test"), MOST_TEST_LINES)))
            .toList();

    // then
    assertThat(large).isEmpty();
  }

  private static Stream<String> larger(Path folder, int most) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> lines(file) > most)
          .map(file -> file + ": " + lines(file) + " lines, at most " + most)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
