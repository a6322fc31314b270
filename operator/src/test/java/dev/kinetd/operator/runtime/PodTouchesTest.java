package dev.kinetd.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.RuntimeState;
import dev.kinetd.operator.pods.PodView;
import dev.kinetd.operator.runtime.PodTouches.Touch;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodTouchesTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final PodTouches touches = new PodTouches();

  @Test
  void touchesAtOnceAPodThatLagsBehind() {
    assertThat(touches.due(List.of(pod(1, 0)), 2, NOON)).containsExactly(new Touch("a", 1));
  }

  @Test
  void touchesAgainEverMoreSlowlyUntilThePodReports() {
    touches.due(List.of(pod(1, 0)), 2, NOON);

    assertThat(touches.due(List.of(pod(1, 0)), 2, NOON.plusMillis(299))).isEmpty();
    assertThat(touches.due(List.of(pod(1, 0)), 2, NOON.plusMillis(300)))
        .containsExactly(new Touch("a", 2));
    assertThat(touches.next()).contains(NOON.plusMillis(900));
    assertThat(touches.due(List.of(pod(2, 0)), 2, NOON.plusMillis(900))).isEmpty();
    assertThat(touches.next()).isEmpty();
  }

  @Test
  void beginsAnewForANewerConfiguration() {
    touches.due(List.of(pod(1, 0)), 2, NOON);

    assertThat(touches.due(List.of(pod(1, 0)), 3, NOON.plusMillis(10)))
        .containsExactly(new Touch("a", 1));
  }

  @Test
  void leavesAPodAloneThatHasSeenTheFileAndRefusesIt() {
    assertThat(touches.due(List.of(pod(1, 2)), 2, NOON)).isEmpty();
  }

  @Test
  void givesAPodTimeToStart() {
    var starting = new PodView("a", false, null);

    assertThat(touches.due(List.of(starting), 2, NOON)).isEmpty();
    assertThat(touches.due(List.of(starting), 2, NOON.plusSeconds(2)))
        .containsExactly(new Touch("a", 1));
  }

  @Test
  void forgetsPodsThatAreGone() {
    touches.due(List.of(pod(1, 0)), 2, NOON);
    touches.due(List.of(), 2, NOON);

    assertThat(touches.next()).isEmpty();
  }

  private static PodView pod(long generation, long problemGeneration) {
    return new PodView(
        "a",
        true,
        new RuntimeState("tag", generation, "", problemGeneration, false, List.of(), List.of()));
  }
}
