package dev.kinetd.runtime.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeOfDayTest {

  private static Clock at(String instant, String zone) {
    return Clock.fixed(Instant.parse(instant), ZoneId.of(zone));
  }

  private static String daytime(Clock clock) {
    return new String(TimeOfDay.daytime(clock), StandardCharsets.US_ASCII);
  }

  @Test
  void daytimeReadsAsCtimeInTheLocalZone() {
    // given, when, then
    assertThat(daytime(at("2026-11-24T21:17:22Z", "Europe/Berlin")))
        .isEqualTo("Tue Nov 24 22:17:22 2026\r\n");
  }

  @Test
  void daytimePadsTheDayWithABlank() {
    // given, when, then
    assertThat(daytime(at("2026-09-03T01:02:03Z", "UTC")))
        .isEqualTo("Thu Sep  3 01:02:03 2026\r\n");
  }

  @Test
  void daytimeSpeaksEnglishEverywhere() {
    // given
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));

    // when
    try {
      // then
      assertThat(daytime(at("2026-05-03T01:02:03Z", "UTC")))
          .isEqualTo("Sun May  3 01:02:03 2026\r\n");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 83aa7e80",
    "2026-11-24T22:17:22Z, eeb08b72",
    "2036-02-07T06:28:15Z, ffffffff",
    "2036-02-07T06:28:16Z, 00000000",
  })
  void timeCountsFromNineteenHundredAndRollsOver(String instant, String hex) {
    // given, when, then
    assertThat(TimeOfDay.time(at(instant, "UTC"))).isEqualTo(HexFormat.of().parseHex(hex));
  }
}
