package dev.kinetd.runtime.support;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jar of this build, as a command. */
public final class RunnerJar {

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private RunnerJar() {}

  /** The command line of {@code kinetd} with these arguments; flags as in the launcher. */
  public static List<String> command(String... arguments) throws IOException {
    return commandOf(path(), arguments);
  }

  /** The same with a copy of the jar. */
  static List<String> commandOf(Path jar, String... arguments) {
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
    words.addAll(List.of(arguments));
    return words;
  }

  /** The jar; skips the test where Maven has not come to package it. */
  public static Path path() throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(TARGET, "kinetd-runtime-*-runner.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    }
    return abort("no runner jar in " + TARGET + "; mvn package makes it");
  }
}
