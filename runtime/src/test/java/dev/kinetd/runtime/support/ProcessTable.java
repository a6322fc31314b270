package dev.kinetd.runtime.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a process holds, as /proc tells it (proc(5)).
 *
 * @param descriptors how many of each kind, such as {@code socket} or {@code anon_inode:[pidfd]},
 *     devices left out, since the JVM opens sources of chance when it sees fit; none where only
 *     root may look: the runtime hides them from processes of its own user
 * @param threads how many of each name, trailing numbers taken away
 * @param children processes that it has started, or that were left to it
 */
record ProcessTable(
    Map<String, Integer> descriptors, Map<String, Integer> threads, List<Long> children) {

  private static final Duration SETTLING = Duration.ofSeconds(10);

  /** Threads that the JVM and the tests' tools make and end as they see fit. */
  private static final List<String> JVM_THREADS =
      List.of(
          "C1 Compiler",
          "C2 Compiler",
          "ForkJoinPool",
          "GC ",
          "VirtualThread",
          "awaitility",
          "process reaper");

  static ProcessTable of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    var descriptors = new TreeMap<String, Integer>();
    var threads = new TreeMap<String, Integer>();
    var children = new ArrayList<Long>();
    for (Path descriptor : entries(process.resolve("fd"))) {
      String kind = kind(descriptor);
      if (kind != null && !kind.startsWith("/dev/")) {
        descriptors.merge(kind, 1, Integer::sum);
      }
    }
    for (Path task : entries(process.resolve("task"))) {
      String name = content(task.resolve("comm")).strip();
      if (!name.isEmpty()) {
        threads.merge(name.replaceAll("[-#0-9 ]+$", ""), 1, Integer::sum);
      }
      for (String child : content(task.resolve("children")).split(" ")) {
        if (!child.isBlank()) {
          children.add(Long.valueOf(child.strip()));
        }
      }
    }
    return new ProcessTable(descriptors, threads, children);
  }

  /** Waits until nothing is there that is not in this table. */
  void assertSame(Supplier<ProcessTable> later) {
    await("descriptors, threads and children as before")
        .atMost(SETTLING)
        .untilAsserted(
            () -> {
              ProcessTable now = later.get();
              assertThat(now.children).as("children").isSubsetOf(children);
              assertThat(more(descriptors, now.descriptors)).as("descriptors").isEmpty();
              assertThat(more(threads, now.threads)).as("threads").isEmpty();
            });
  }

  private static List<String> more(Map<String, Integer> before, Map<String, Integer> now) {
    return now.entrySet().stream()
        .filter(entry -> entry.getValue() > before.getOrDefault(entry.getKey(), 0))
        .filter(entry -> JVM_THREADS.stream().noneMatch(entry.getKey()::startsWith))
        .map(entry -> entry + ", before " + before.getOrDefault(entry.getKey(), 0))
        .toList();
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (AccessDeniedException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null where it was closed meanwhile; a file goes by its path. */
  private static String kind(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().replaceFirst(":\\[\\d+]$", "");
    } catch (IOException e) {
      return null;
    }
  }

  /** Empty where the thread has ended meanwhile. */
  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      // A thread that ends while its file is read answers with ESRCH.
      return "";
    }
  }
}
