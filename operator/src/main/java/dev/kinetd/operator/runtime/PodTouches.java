package dev.kinetd.operator.runtime;

import dev.kinetd.operator.pods.PodView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * When which pods are to be touched, so that the kubelet looks at their volumes: at once after a
 * configuration was written, and again ever more slowly until they report it, because the kubelet
 * may see the pod before the ConfigMap. One thread at a time.
 */
final class PodTouches {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(60);

  /** What a pod that has said nothing is given to start, before it is touched. */
  private static final Duration START = Duration.ofSeconds(2);

  private final Map<String, Touched> touched = new HashMap<>();

  private record Touched(long generation, int times, Instant next) {}

  /** A pod to touch now, for the how manieth time for this configuration. */
  record Touch(String pod, int times) {}

  /** The pods to touch now; they count as touched. */
  List<Touch> due(List<PodView> pods, long generation, Instant now) {
    touched.keySet().retainAll(pods.stream().map(PodView::name).collect(Collectors.toSet()));
    var due = new ArrayList<Touch>();
    for (PodView pod : pods) {
      if (pod.seenGeneration() >= generation) {
        touched.remove(pod.name());
        continue;
      }
      Touched before = touched.get(pod.name());
      if (before == null || before.generation() != generation) {
        before = new Touched(generation, 0, pod.state() == null ? now.plus(START) : now);
        touched.put(pod.name(), before);
      }
      if (!before.next().isAfter(now)) {
        int times = before.times() + 1;
        touched.put(pod.name(), new Touched(generation, times, now.plus(pause(times))));
        due.add(new Touch(pod.name(), times));
      }
    }
    return due;
  }

  /** When the next pod is to be touched. */
  Optional<Instant> next() {
    return touched.values().stream().map(Touched::next).min(Instant::compareTo);
  }

  private static Duration pause(int times) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, 10));
    return pause.compareTo(LAST_PAUSE) < 0 ? pause : LAST_PAUSE;
  }
}
