package dev.kinetd.runtime.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether hosts.allow and hosts.deny (hosts_access(5)) hold rules. kinetd does not carry them
 * out yet and must not serve as if there were none.
 */
final class HostsFiles {

  private HostsFiles() {}

  /** Those of the files that hold a rule, or that cannot be read and so might. */
  static List<Path> withRules(List<Path> files) {
    List<Path> found = new ArrayList<>();
    for (Path file : files) {
      try {
        if (Files.exists(file) && hasRule(file)) {
          found.add(file);
        }
      } catch (IOException e) {
        found.add(file);
      }
    }
    return found;
  }

  private static boolean hasRule(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      // A pipe might never answer, a device never end.
      return true;
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    return text.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#"));
  }
}
