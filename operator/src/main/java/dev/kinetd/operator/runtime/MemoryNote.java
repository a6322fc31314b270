package dev.kinetd.operator.runtime;

import dev.kinetd.operator.resource.InetdServiceResource;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which pods were ended for want of memory, and how much they need. Pure. */
final class MemoryNote {

  private static final String OUT_OF_MEMORY = "OOMKilled";

  private MemoryNote() {}

  /** Names of pods whose container was ended, or ended last, for want of memory. */
  static List<String> exhausted(Collection<Pod> pods) {
    return pods.stream()
        .filter(MemoryNote::isExhausted)
        .map(pod -> pod.getMetadata().getName())
        .sorted()
        .toList();
  }

  private static boolean isExhausted(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getContainerStatuses().stream().anyMatch(MemoryNote::isExhausted);
  }

  private static boolean isExhausted(ContainerStatus container) {
    return isExhausted(container.getState()) || isExhausted(container.getLastState());
  }

  private static boolean isExhausted(ContainerState state) {
    return state != null
        && state.getTerminated() != null
        && OUT_OF_MEMORY.equals(state.getTerminated().getReason());
  }

  /** How much memory the pods need for these services, in words. */
  static String words(Collection<Pod> pods, Collection<InetdServiceResource> services) {
    long instances = services.stream().mapToLong(s -> s.getSpec().limits().instances()).sum();
    return MemoryFormula.words(limit(pods), instances);
  }

  private static Quantity limit(Collection<Pod> pods) {
    return pods.stream()
        .flatMap(pod -> pod.getSpec().getContainers().stream())
        .filter(c -> PodTemplate.CONTAINER.equals(c.getName()) && c.getResources() != null)
        .flatMap(
            c ->
                Optional.ofNullable(c.getResources().getLimits())
                    .map(limits -> limits.get("memory"))
                    .stream())
        .findFirst()
        .orElseGet(() -> new Quantity(MemoryFormula.DEFAULT_LIMIT));
  }
}
