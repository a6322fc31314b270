package dev.kinetd.runtime.resolve;

import java.nio.file.Files;
import java.nio.file.Path;

/** The file that a service is to execute. */
public final class Program {

  private Program() {}

  /** Why it cannot be executed, as far as can be seen at the moment and by the runtime; or null. */
  public static String problem(Path program) {
    if (!Files.exists(program)) {
      return "does not exist";
    }
    if (Files.isDirectory(program)) {
      return "is a folder";
    }
    return Files.isExecutable(program) ? null : "is not executable";
  }
}
