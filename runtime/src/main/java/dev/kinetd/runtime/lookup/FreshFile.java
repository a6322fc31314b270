package dev.kinetd.runtime.lookup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A small file of the machine, looked at again when it is asked for after five seconds, and read
 * again when it changed. A file that is missing or unreadable is an empty one, as to the C library.
 *
 * <p>Any thread; the disk is waited for on the executor. The same content gives the same object.
 */
final class FreshFile<T> {

  static final Duration LIFE = Duration.ofSeconds(5);

  /** How a change is seen without reading. */
  private record Mark(FileTime modified, long size, Object key) {

    private static final Mark MISSING = new Mark(null, 0, null);

    static Mark of(Path path) {
      try {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Mark(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
      } catch (IOException e) {
        return MISSING;
      }
    }
  }

  private record Content<T>(Mark mark, T value) {}

  private final Path path;
  private final Function<String, T> parser;
  private final Executor executor;
  private final LongSupplier nanoTime;
  private CompletableFuture<Content<T>> current;
  private long lookedAt;

  FreshFile(Path path, Function<String, T> parser, Executor executor, LongSupplier nanoTime) {
    this.path = path;
    this.parser = parser;
    this.executor = executor;
    this.nanoTime = nanoTime;
    this.current = CompletableFuture.completedFuture(new Content<>(null, parser.apply("")));
    this.lookedAt = nanoTime.getAsLong() - LIFE.toNanos();
  }

  /** The content; done already where nobody has to look at the disk. */
  synchronized CompletableFuture<T> content() {
    long now = nanoTime.getAsLong();
    if (current.isDone() && now - lookedAt >= LIFE.toNanos()) {
      lookedAt = now;
      Content<T> before = current.join();
      try {
        current =
            CompletableFuture.supplyAsync(() -> read(before), executor).exceptionally(_ -> before);
      } catch (RejectedExecutionException e) {
        // The executor is closing down, or too busy: what was read last will do.
        current = CompletableFuture.completedFuture(before);
      }
    }
    return current.thenApply(Content::value);
  }

  private Content<T> read(Content<T> before) {
    Mark mark = Mark.of(path);
    if (mark.equals(before.mark())) {
      return before;
    }
    String text;
    try {
      text = Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      text = "";
    }
    return new Content<>(mark, parser.apply(text));
  }
}
