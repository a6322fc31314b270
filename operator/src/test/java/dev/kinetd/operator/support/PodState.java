package dev.kinetd.operator.support;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** What the kubelet says of one pod with one container. One thread, but for the address. */
final class PodState {

  private final Pod pod;
  private volatile String address;
  private String node;
  private Instant since = now();
  private ContainerState last;
  private ContainerState current = waiting();
  private int restarts;
  private boolean started;
  private boolean ready;
  private boolean forMemory;

  PodState(Pod pod) {
    this.pod = pod;
  }

  Container container() {
    return pod.getSpec().getContainers().getFirst();
  }

  String address() {
    return address;
  }

  boolean started() {
    return started;
  }

  boolean isReady() {
    return ready;
  }

  /** The startup probe, or the readiness probe of a container that has none. */
  Probe startupProbe() {
    Probe startup = container().getStartupProbe();
    return startup == null ? container().getReadinessProbe() : startup;
  }

  long preStopSeconds() {
    var lifecycle = container().getLifecycle();
    return lifecycle == null || lifecycle.getPreStop() == null
        ? 0
        : lifecycle.getPreStop().getSleep().getSeconds();
  }

  void placed(String podAddress, String nodeAddress) {
    address = podAddress;
    node = nodeAddress;
  }

  void containerRuns() {
    started = false;
    ready = false;
    current =
        new ContainerStateBuilder()
            .withNewRunning()
            .withStartedAt(now().toString())
            .endRunning()
            .build();
  }

  void nextEndIsForMemory() {
    forMemory = true;
  }

  void containerEnded(int status) {
    started = false;
    ready = false;
    restarts++;
    last =
        new ContainerStateBuilder()
            .withNewTerminated()
            .withExitCode(status)
            .withReason(forMemory ? "OOMKilled" : status == 0 ? "Completed" : "Error")
            .withFinishedAt(now().toString())
            .endTerminated()
            .build();
    forMemory = false;
    current = waiting();
  }

  /** The startup probe succeeded; true. */
  boolean start() {
    started = true;
    return true;
  }

  /** The readiness probe's result; whether it is another than before. */
  boolean ready(boolean now) {
    if (now == ready) {
      return false;
    }
    ready = now;
    since = now();
    return true;
  }

  PodStatus status() {
    return new PodStatusBuilder()
        .withPhase("Running")
        .withPodIP(address)
        .addNewPodIP(address)
        .withHostIP(node)
        .addNewHostIP(node)
        .withStartTime(pod.getMetadata().getCreationTimestamp())
        .withConditions(
            Stream.of("PodScheduled", "Initialized", "ContainersReady", "Ready")
                .map(this::condition)
                .toList())
        .withContainerStatuses(List.of(containerStatus()))
        .build();
  }

  private PodCondition condition(String type) {
    boolean holds = ready || !type.endsWith("Ready");
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(holds ? "True" : "False")
        .withLastTransitionTime(since.toString())
        .build();
  }

  private ContainerStatus containerStatus() {
    return new ContainerStatusBuilder()
        .withName(container().getName())
        .withImage(container().getImage())
        .withImageID("")
        .withReady(ready)
        .withStarted(started)
        .withRestartCount(restarts)
        .withState(current)
        .withLastState(last)
        .build();
  }

  private static ContainerState waiting() {
    return new ContainerStateBuilder()
        .withNewWaiting()
        .withReason("ContainerCreating")
        .endWaiting()
        .build();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
