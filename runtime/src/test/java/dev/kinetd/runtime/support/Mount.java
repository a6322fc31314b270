package dev.kinetd.runtime.support;

import dev.kinetd.api.ConfigFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A ConfigMap or Secret as the kubelet mounts it: the files are links through {@code ..data}, a
 * link to the folder of one time, and to change them all at once another link takes its place.
 */
public final class Mount {

  private static final String DATA = "..data";

  private final Path folder;
  private int times;

  /**
   * @param folder an empty one, or one that is not there yet
   */
  public Mount(Path folder) {
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }

  /** The configuration with these documents, as the operator writes it. */
  public static String config(long generation, String... documents) {
    List<String> all = Stream.of(documents).flatMap(Mount::split).toList();
    return ConfigFormat.header(generation, all.size())
        + String.join("", all)
        + ConfigFormat.END
        + "\n";
  }

  private static Stream<String> split(String documents) {
    return Stream.of(documents.split("(?m)^---\\s*$"))
        .filter(document -> !document.isBlank())
        .map(document -> "---" + (document.startsWith("\n") ? "" : "\n") + document);
  }

  /** Mounts a configuration in place of what is there. */
  public void put(long generation, String... documents) throws IOException {
    put(Map.of(ConfigFormat.FILE, config(generation, documents).getBytes()));
  }

  /** Mounts these files in place of those that are there, at once. */
  public void put(Map<String, byte[]> files) throws IOException {
    Files.createDirectories(folder);
    Path time = Files.createDirectory(folder.resolve("..time-" + ++times));
    for (var file : files.entrySet()) {
      Files.write(time.resolve(file.getKey()), file.getValue());
    }
    Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), time.getFileName());
    Path data = folder.resolve(DATA);
    Path before = Files.exists(data) ? data.toRealPath() : null;
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
    for (String name : files.keySet()) {
      if (!Files.isSymbolicLink(folder.resolve(name))) {
        Files.createSymbolicLink(folder.resolve(name), Path.of(DATA, name));
      }
    }
    if (before != null) {
      remove(before);
    }
    try (Stream<Path> links = Files.list(folder)) {
      for (Path link : new ArrayList<>(links.toList())) {
        if (!Files.exists(link)) {
          Files.delete(link);
        }
      }
    }
  }

  private static void remove(Path time) throws IOException {
    try (Stream<Path> files = Files.list(time)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(time);
  }

  /** Mounts these texts in place of the files that are there. */
  public void putTexts(Map<String, String> texts) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    texts.forEach((name, text) -> files.put(name, text.getBytes()));
    put(files);
  }
}
