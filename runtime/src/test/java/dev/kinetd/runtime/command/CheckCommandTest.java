package dev.kinetd.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path clean;
  private Path doubtful;
  private Path broken;

  @BeforeEach
  void writeSources() throws IOException {
    String line = " stream tcp nowait root /bin/cat\n";
    clean = Files.writeString(folder.resolve("clean.conf"), "7777" + line);
    doubtful =
        Files.writeString(folder.resolve("doubtful.conf"), "7778 stream tcp no root /bin/cat");
    broken = Files.writeString(folder.resolve("broken.conf"), "7779\n");
  }

  @Test
  void saysNothingOfWhatIsClean() {
    assertThat(check("--no-user-switch", clean.toString())).isEqualTo(CheckCommand.CLEAN);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void printsEachFindingOnALine() {
    assertThat(check("--no-user-switch", clean.toString(), doubtful.toString()))
        .isEqualTo(CheckCommand.WARNINGS);
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            doubtful
                + ":1: warning: \"no\" is neither wait nor nowait, and is taken for nowait; write"
                + " wait or nowait\n");
  }

  @Test
  void tellsErrorsFromWarnings() {
    assertThat(check("--no-user-switch", folder.toString())).isEqualTo(CheckCommand.ERRORS);
    assertThat(out.toString().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith(broken + ":1: error: missing fields");
  }

  @Test
  void readsInTheDialectAndFormatThatItIsTold() {
    assertThat(check("--no-user-switch", "--dialect", "inetutils", clean.toString())).isZero();
    assertThat(check("--format", "yaml", clean.toString())).isEqualTo(CheckCommand.ERRORS);
    assertThat(check("--format", "inetd", "--no-user-switch", clean.toString())).isZero();
  }

  @Test
  void refusesWhatItDoesNotKnowYet() {
    assertThat(check("--dialect", "freebsd", clean.toString())).isEqualTo(2);
    assertThat(check("--dialect", "netbsd", clean.toString())).isEqualTo(2);
    assertThat(check("--format", "xinetd", clean.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "--dialect freebsd is unsupported so far; use openbsd or inetutils",
            "--dialect netbsd is unsupported so far",
            "--format xinetd is unsupported so far; use yaml or inetd");
  }

  @Test
  void refusesAnUnknownWord() {
    assertThat(check("--dialect", "plan9", clean.toString())).isEqualTo(2);
    assertThat(check()).isEqualTo(2);
    assertThat(err.toString()).contains("unknown value for --dialect: plan9", "PATH");
  }

  private int check(String... arguments) {
    return new CommandLine(new CheckCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
