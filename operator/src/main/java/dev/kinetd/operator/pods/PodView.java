package dev.kinetd.operator.pods;

import dev.kinetd.api.RuntimeState;
import dev.kinetd.api.RuntimeState.Service;
import java.util.Optional;

/**
 * One pod of a runtime as far as it is known.
 *
 * @param name of the pod
 * @param ready whether Kubernetes sends clients to it
 * @param state what it said last; null when it has said nothing yet
 */
public record PodView(String name, boolean ready, RuntimeState state) {

  /** The newest configuration that it has loaded, or could not load for a reason it knows. */
  public long seenGeneration() {
    return state == null ? 0 : Math.max(state.generation(), state.problemGeneration());
  }

  /** What it says of a service. */
  public Optional<Service> service(String name) {
    return state == null
        ? Optional.empty()
        : state.services().stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** What it says of a rule. */
  public Optional<RuntimeState.Rule> rule(String name) {
    return state == null
        ? Optional.empty()
        : state.rules().stream().filter(r -> r.name().equals(name)).findFirst();
  }
}
