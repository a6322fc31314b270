package dev.kinetd.runtime.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshFileTest {

  private final AtomicLong now = new AtomicLong();
  private final Queue<Runnable> disk = new ArrayDeque<>();
  private Path path;
  private FreshFile<StringBuilder> file;

  @BeforeEach
  void make(@TempDir Path folder) {
    path = folder.resolve("file");
    file = new FreshFile<>(path, StringBuilder::new, disk::add, now::get);
  }

  @Test
  void takesAMissingFileForAnEmptyOneUntilItIsThere() throws IOException {
    // when
    var missing = file.content();
    disk.remove().run();

    // then
    assertThat(missing.join()).isEmpty();
    Files.writeString(path, "text");
    now.addAndGet(FreshFile.LIFE.toNanos());
    var there = file.content();
    disk.remove().run();
    assertThat(there.join()).hasToString("text");
  }

  @Test
  void looksOnceForAllAndNotAgainForFiveSeconds() throws IOException {
    // given
    Files.writeString(path, "text");

    // when
    var first = file.content();
    var second = file.content();

    // then
    assertThat(disk).hasSize(1);
    assertThat(first).isNotDone();
    disk.remove().run();
    assertThat(first.join()).isSameAs(second.join());
    now.addAndGet(FreshFile.LIFE.toNanos() - 1);
    assertThat(file.content()).isCompletedWithValue(first.join());
    assertThat(disk).isEmpty();
  }

  @Test
  void readsAFileThatDidNotChangeOnlyOnce() throws IOException {
    // given
    Files.writeString(path, "text");
    var first = file.content();
    disk.remove().run();

    // when
    now.addAndGet(FreshFile.LIFE.toNanos());
    var second = file.content();
    disk.remove().run();

    // then
    assertThat(second.join()).isSameAs(first.join());
  }

  @Test
  void goesOnWithWhatItHasWhenTheExecutorIsGone() {
    // given
    var alone =
        new FreshFile<>(
            path,
            StringBuilder::new,
            _ -> {
              throw new RejectedExecutionException();
            },
            now::get);

    // then
    assertThat(alone.content().join()).isEmpty();
  }
}
