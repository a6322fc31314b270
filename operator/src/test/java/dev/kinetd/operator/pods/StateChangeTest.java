package dev.kinetd.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.RuntimeState;
import dev.kinetd.api.RuntimeState.Service;
import dev.kinetd.api.RuntimeState.ServiceState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateChangeTest {

  @Test
  void namesServicesThatCameChangedOrWent() {
    var before = state(1, service("same", 1), service("changed", 1), service("gone", 1));
    var after = state(1, service("same", 1), service("changed", 2), service("new", 1));

    assertThat(StateChange.between(before, after))
        .isEqualTo(new StateChange(Set.of("changed", "gone", "new"), Set.of(), false));
  }

  @Test
  void namesAllOfAPodThatSpeaksForTheFirstTime() {
    assertThat(StateChange.between(null, state(1, service("a", 1))))
        .isEqualTo(new StateChange(Set.of("a"), Set.of(), true));
  }

  @Test
  void tellsANewConfigurationWithTheSameServices() {
    assertThat(StateChange.between(state(1, service("a", 1)), state(2, service("a", 1))))
        .isEqualTo(new StateChange(Set.of(), Set.of(), true));
  }

  private static RuntimeState state(long generation, Service... services) {
    return new RuntimeState("tag", generation, "", 0, false, List.of(services), List.of());
  }

  private static Service service(String name, long generation) {
    return new Service(name, generation, ServiceState.Listening, "");
  }
}
