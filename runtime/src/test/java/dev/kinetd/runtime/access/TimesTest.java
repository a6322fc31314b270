package dev.kinetd.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Day;
import dev.kinetd.api.Schedule;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource({
    // Monday, in winter and in summer: 08:00 in Berlin is 07:00 or 06:00 UTC.
    "2026-01-05T06:59:59Z,false",
    "2026-01-05T07:00:00Z,true",
    "2026-01-05T16:59:59.999Z,true",
    "2026-01-05T17:00:00Z,false",
    "2026-07-06T05:59:59Z,false",
    "2026-07-06T06:00:00Z,true",
    "2026-07-06T16:00:00Z,false",
    // Sunday
    "2026-01-04T10:00:00Z,false"
  })
  void followsTheClockOfItsZone(Instant now, boolean within) {
    // given
    Times office = times(List.of(Day.Mon, Day.Tue), "08:00", "18:00", "Europe/Berlin");

    // then
    assertThat(office.contain(now)).isEqualTo(within);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T21:59:00Z,false",
    "2026-01-02T22:00:00Z,true",
    "2026-01-03T05:59:59Z,true",
    "2026-01-03T06:00:00Z,false",
    "2026-01-03T23:00:00Z,false",
    "2026-01-02T03:00:00Z,false"
  })
  void goesOnBehindMidnightFromTheDayOnWhichItBegan(Instant now, boolean within) {
    // given
    Times night = times(List.of(Day.Fri), "22:00", "06:00", "UTC");

    // then
    assertThat(night.contain(now)).isEqualTo(within);
  }

  @ParameterizedTest
  @CsvSource({
    // 29 March 2026: the clock goes from 02:00 to 03:00 at 01:00 UTC.
    "2026-03-29T00:59:59Z,false",
    "2026-03-29T01:00:00Z,true",
    "2026-03-29T01:29:59Z,true",
    "2026-03-29T01:30:00Z,false",
    // 25 October 2026: the hour from 02:00 comes twice, from 00:00 and from 01:00 UTC.
    "2026-10-25T00:29:59Z,false",
    "2026-10-25T00:30:00Z,true",
    "2026-10-25T00:59:59Z,true",
    "2026-10-25T01:00:00Z,false",
    "2026-10-25T01:30:00Z,true",
    "2026-10-25T02:29:59Z,true",
    "2026-10-25T02:30:00Z,false"
  })
  void skipsAndRepeatsWhatTheClockSkipsAndRepeats(Instant now, boolean within) {
    // given
    Times night = times(null, "02:30", "03:30", "Europe/Berlin");

    // then
    assertThat(night.contain(now)).isEqualTo(within);
  }

  @Test
  void takesWholeDays() {
    // given
    Times sunday = times(List.of(Day.Sun), null, null, "Pacific/Auckland");
    Times same = times(List.of(Day.Sun), "00:00", "24:00", "Pacific/Auckland");

    // then
    for (Times times : List.of(sunday, same)) {
      assertThat(times.contain(Instant.parse("2026-01-03T10:59:59Z"))).isFalse();
      assertThat(times.contain(Instant.parse("2026-01-03T11:00:00Z"))).isTrue();
      assertThat(times.contain(Instant.parse("2026-01-04T10:59:59Z"))).isTrue();
      assertThat(times.contain(Instant.parse("2026-01-04T11:00:00Z"))).isFalse();
    }
  }

  @Test
  void isInForceWithinAnyOfSeveralAndAlwaysWithoutOne() {
    // given
    Times two =
        Times.of(
            List.of(
                new Schedule(null, "08:00", "09:00", "UTC"),
                new Schedule(null, "20:00", "21:00", "UTC")));

    // then
    assertThat(two.contain(Instant.parse("2026-01-03T20:30:00Z"))).isTrue();
    assertThat(two.contain(Instant.parse("2026-01-03T12:00:00Z"))).isFalse();
    assertThat(Times.of(null).contain(Instant.EPOCH)).isTrue();
  }

  private static Times times(List<Day> days, String from, String to, String zone) {
    return Times.of(List.of(new Schedule(days, from, to, zone)));
  }
}
