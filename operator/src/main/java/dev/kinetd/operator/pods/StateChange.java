package dev.kinetd.operator.pods;

import dev.kinetd.api.RuntimeState;
import dev.kinetd.api.RuntimeState.Rule;
import dev.kinetd.api.RuntimeState.Service;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is different between two states of a pod.
 *
 * @param services names of those of which it says something else
 * @param rules names of those of which it says something else
 * @param whole whether its generation, its problem or its draining is another
 */
record StateChange(Set<String> services, Set<String> rules, boolean whole) {

  private static final RuntimeState NOTHING =
      new RuntimeState("", 0, "", 0, false, List.of(), List.of());

  /** The difference; null stands for a pod that has said nothing. */
  static StateChange between(RuntimeState before, RuntimeState after) {
    RuntimeState old = before == null ? NOTHING : before;
    RuntimeState now = after == null ? NOTHING : after;
    return new StateChange(
        names(old.services(), now.services(), Service::name),
        names(old.rules(), now.rules(), Rule::name),
        old.generation() != now.generation()
            || old.problemGeneration() != now.problemGeneration()
            || old.draining() != now.draining()
            || !old.problem().equals(now.problem()));
  }

  private static <T> Set<String> names(
      Collection<T> before, Collection<T> after, Function<T, String> name) {
    var old = new HashSet<>(before);
    var now = new HashSet<>(after);
    return Stream.concat(
            before.stream().filter(item -> !now.contains(item)),
            after.stream().filter(item -> !old.contains(item)))
        .map(name)
        .collect(Collectors.toSet());
  }
}
