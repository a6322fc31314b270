package dev.kinetd.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConfigPaceTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final ConfigPace pace = new ConfigPace();

  @Test
  void waitsForFurtherChangesAfterTheFirst() {
    pace.changed(NOON);
    assertThat(pace.remaining(NOON)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void isNotPutOffByFurtherChanges() {
    pace.changed(NOON);
    pace.changed(NOON.plusMillis(90));
    assertThat(pace.remaining(NOON.plusMillis(90))).isEqualTo(Duration.ofMillis(10));
    assertThat(pace.remaining(NOON.plusMillis(100))).isZero();
  }

  @Test
  void writesOnceASecondAtMost() {
    pace.changed(NOON);
    pace.look();
    pace.written(NOON.plusMillis(100));
    pace.changed(NOON.plusMillis(150));
    assertThat(pace.remaining(NOON.plusMillis(150))).isEqualTo(Duration.ofMillis(950));
  }

  @Test
  void gathersAgainAfterAQuietTime() {
    pace.changed(NOON);
    pace.look();
    pace.written(NOON.plusMillis(100));
    pace.changed(NOON.plusSeconds(60));
    assertThat(pace.remaining(NOON.plusSeconds(60))).isEqualTo(Duration.ofMillis(100));
  }
}
