package dev.kinetd.operator.support;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jar of the runtime that Maven has just built, as the program of a container's image. */
final class RuntimeProgram {

  private static final Path TARGET = Path.of("..", "runtime", "target").toAbsolutePath();

  private RuntimeProgram() {}

  /** A copy of the jar in a folder that everybody may read; skips the test where there is none. */
  static Path copyInto(Path folder) {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(TARGET, "kinetd-runtime-*-runner.jar")) {
      for (Path jar : jars) {
        Path copy = Files.copy(jar, folder.resolve("kinetd.jar"));
        MountedVolume.allow(copy, "r--r--r--");
        return copy;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return abort("no runner jar in " + TARGET + "; mvn package makes it");
  }

  /** The command line with these arguments; flags as in the launcher. */
  static List<String> command(Path jar, List<String> arguments) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-MaxFDLimit",
            "-Xms12m",
            "-Xmx64m",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    words.addAll(List.of("-cp", jar.toString(), "dev.kinetd.runtime.Kinetd"));
    words.addAll(arguments);
    return words;
  }
}
