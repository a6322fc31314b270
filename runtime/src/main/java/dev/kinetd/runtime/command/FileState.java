package dev.kinetd.runtime.command;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/**
 * What tells one state of a file from the next, as far as can be seen without reading it.
 *
 * @param key of the file, whatever its name
 * @param modified in milliseconds
 * @param changed in milliseconds
 * @param size in bytes
 */
record FileState(Object key, long modified, long changed, long size) {

  /** The state of a file; of one that cannot be looked at, why not. */
  static Object of(Path file) {
    try {
      BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class);
      long changed = ((FileTime) Files.getAttribute(file, "unix:ctime")).toMillis();
      return new FileState(
          basic.fileKey(), basic.lastModifiedTime().toMillis(), changed, basic.size());
    } catch (IOException | RuntimeException e) {
      return e.getClass().getName();
    }
  }

  /** The states of the files in a folder, by name; links are followed. */
  static Map<String, Object> ofFolder(Path folder) {
    Map<String, Object> states = new HashMap<>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        states.put(file.getFileName().toString(), of(file));
      }
    } catch (IOException | DirectoryIteratorException e) {
      states.put("", e.getClass().getName());
    }
    return states;
  }
}
