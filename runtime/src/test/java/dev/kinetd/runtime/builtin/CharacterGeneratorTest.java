package dev.kinetd.runtime.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CharacterGeneratorTest {

  private final String cycle = new String(CharacterGenerator.cycle(), StandardCharsets.US_ASCII);

  private String line(int number) {
    return cycle.substring(74 * number, 74 * (number + 1));
  }

  @Test
  void beginsWithTheLineThatBeginsWithASpace() {
    // given, when, then
    assertThat(line(0))
        .isEqualTo(
            " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefg\r\n");
  }

  @Test
  void eachLineBeginsOneCharacterFurther() {
    // given, when, then
    assertThat(line(1)).startsWith("!\"#").endsWith("efgh\r\n");
    assertThat(line(94)).startsWith("~ !\"#").endsWith("cdef\r\n");
  }

  @Test
  void goesRoundTheRingInNinetyFiveLines() {
    // given, when, then
    assertThat(cycle).hasSize(95 * 74);
    assertThat(line(24)).endsWith("}~ \r\n");
    assertThat(line(25)).endsWith("}~ !\r\n");
  }
}
