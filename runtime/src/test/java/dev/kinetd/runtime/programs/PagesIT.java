package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.RunnerJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the pages show of a terminal, in blocks marked {@code console}, is what one sees there. */
class PagesIT {

  private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();
  private static final String PROMPT = "$ ";

  @TempDir Path folder;

  @BeforeEach
  void putKinetdIntoThePath() throws IOException {
    String words = String.join("' '", RunnerJar.command());
    Path kinetd =
        Files.writeString(folder.resolve("kinetd"), "#!/bin/sh\nexec '" + words + "' \"$@\"\n");
    Files.setPosixFilePermissions(kinetd, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @TestFactory
  Stream<DynamicTest> showsWhatTheCommandsSay() throws IOException {
    var shown = new ArrayList<Shown>();
    for (String page : List.of("README.md", "docs/access.md", "docs/inetd.md")) {
      shown.addAll(read(Files.readAllLines(CHECKOUT.resolve(page))));
    }
    assertThat(shown).hasSizeGreaterThan(5);
    return shown.stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.command(), () -> assertThat(run(one)).isEqualTo(one.output())));
  }

  private String run(Shown shown) throws Exception {
    String script = "cd '" + CHECKOUT + "' && PATH=" + folder + ":$PATH && " + shown.command();
    return Command.of(Path.of("/bin/sh"), "-c", script).end().text();
  }

  private record Shown(String command, String output) {}

  private static List<Shown> read(List<String> page) {
    var shown = new ArrayList<Shown>();
    boolean inside = false;
    String command = null;
    var output = new ArrayList<String>();
    for (String line : page) {
      boolean fence = line.startsWith("```");
      if (inside && command != null && (fence || line.startsWith(PROMPT))) {
        shown.add(new Shown(command, text(output)));
        command = null;
        output.clear();
      }
      if (fence) {
        inside = line.equals("```console");
      } else if (inside && line.startsWith(PROMPT)) {
        command = line.substring(PROMPT.length());
      } else if (inside && command != null && command.endsWith("\\") && output.isEmpty()) {
        command = command.substring(0, command.length() - 1) + line.strip();
      } else if (inside) {
        output.add(line);
      }
    }
    return shown;
  }

  private static String text(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
