package dev.kinetd.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void leavesVisibleAsciiAlone() {
    assertThat(Printable.of("in.pop3d -l 'x' #5~")).isEqualTo("in.pop3d -l 'x' #5~");
  }

  @Test
  void escapesWhatCouldForgeOrSpoilALine() {
    // given
    String text = "a\nb\rc\td\"e\\f\0g\u001b[31mh\u007f";

    // when
    String printable = Printable.of(text);

    // then
    assertThat(printable)
        .isEqualTo("a\\nb\\rc\\td\\\"e\\\\f\\x00g\\x1b[31mh\\x7f")
        .matches("[ -~]*");
  }

  @Test
  void escapesEverythingOutsideAscii() {
    assertThat(Printable.of("\u00fc\u20ac\ud83d\ude00")).isEqualTo("\\xfc\\u20ac\\ud83d\\ude00");
  }

  @Test
  void cutsLongText() {
    assertThat(Printable.of("x".repeat(1_000_000))).isEqualTo("x".repeat(200) + "...");
    assertThat(Printable.of("x".repeat(200))).isEqualTo("x".repeat(200));
  }
}
