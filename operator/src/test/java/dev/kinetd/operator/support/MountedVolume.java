package dev.kinetd.operator.support;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A ConfigMap or projected volume as the kubelet writes it: the files lie in a folder with the time
 * in its name, {@code ..data} leads there and is renamed into place, and each file's own name is a
 * link that leads through {@code ..data}. One thread.
 */
final class MountedVolume {

  private static final String DATA = "..data";

  private final Path folder;
  private Map<String, byte[]> files;
  private int version;

  MountedVolume(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    allow(folder, "rwxr-xr-x");
  }

  Path folder() {
    return folder;
  }

  /** Writes these files, in one step, if they are others than before. */
  void write(Map<String, byte[]> news) throws IOException {
    if (files != null && same(files, news)) {
      return;
    }
    Path fresh = Files.createDirectory(folder.resolve("..2026_01_01_00_00_00." + version++));
    allow(fresh, "rwxr-xr-x");
    for (var file : news.entrySet()) {
      allow(Files.write(fresh.resolve(file.getKey()), file.getValue()), "rw-r--r--");
    }
    Path data = folder.resolve(DATA);
    Path old = Files.exists(data) ? data.toRealPath() : null;
    Path step = Files.createSymbolicLink(folder.resolve("..data_tmp"), fresh.getFileName());
    Files.move(step, data, StandardCopyOption.ATOMIC_MOVE);
    for (String name : news.keySet()) {
      link(name);
    }
    if (old != null) {
      unlink(news);
      delete(old);
    }
    files = new TreeMap<>(news);
  }

  private void link(String name) throws IOException {
    try {
      Files.createSymbolicLink(folder.resolve(name), Path.of(DATA, name));
    } catch (FileAlreadyExistsException e) {
      // It was there before, and now leads to the new file.
    }
  }

  private void unlink(Map<String, byte[]> news) throws IOException {
    for (String name : files.keySet()) {
      if (!news.containsKey(name)) {
        Files.delete(folder.resolve(name));
      }
    }
  }

  static void delete(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static boolean same(Map<String, byte[]> one, Map<String, byte[]> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream()
            .allMatch(file -> Arrays.equals(file.getValue(), other.get(file.getKey())));
  }
}
