package dev.kinetd.runtime.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a process holds, as /proc tells it (proc(5)).
 *
 * @param descriptors how many of each kind, such as {@code socket} or {@code anon_inode:[pidfd]};
 *     none where only root may look: the runtime hides them from processes of its own user
 * @param threads how many of each name, trailing numbers taken away
 * @param children processes that it has started, or that were left to it
 */
record ProcessTable(
    Map<String, Integer> descriptors, Map<String, Integer> threads, List<Long> children) {

  static ProcessTable of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    var descriptors = new TreeMap<String, Integer>();
    var threads = new TreeMap<String, Integer>();
    var children = new ArrayList<Long>();
    for (Path descriptor : entries(process.resolve("fd"))) {
      String kind = kind(descriptor);
      if (kind != null) {
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
