package dev.kinetd.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class KinetdTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void showsItsCommandsToWhomNamesNone() {
    assertThat(kinetd()).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required subcommand", "run", "check", "status");
  }

  @Test
  void helpsWithACommand() {
    assertThat(kinetd("help", "check")).isZero();
    assertThat(out.toString()).startsWith("Usage: kinetd check");
  }

  @Test
  void saysWhatIsWrongInALineAndWhereToReadOn() {
    assertThat(kinetd("run", "--admin", "9000", "x.conf")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "Invalid value for option '--admin': \"9000\" is neither ADDRESS:PORT nor \"none\"\n"
                + "See kinetd run --help\n");
  }

  @Test
  void suggestsTheOptionThatIsMeant() {
    assertThat(kinetd("check", "--no-user-swich", "x.conf")).isEqualTo(2);
    assertThat(err.toString()).contains("Unknown option: '--no-user-swich'", "--no-user-switch");
  }

  @Test
  void refusesToDrainForLessThanNothing() {
    assertThat(kinetd("run", "--drain", "-1", "x.conf")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--drain must be 0 or more, not -1");
  }

  private int kinetd(String... words) {
    return Kinetd.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }
}
