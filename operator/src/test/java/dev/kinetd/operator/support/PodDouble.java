package dev.kinetd.operator.support;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One pod on the {@link KubeletDouble}: its network, its volumes and, as a real process, its one
 * container. Everything happens on a thread of the pod's own; the methods may be called from any.
 */
final class PodDouble {

  /** How soon the kubelet looks at a pod that has changed, and at its volumes with it. */
  private static final Duration SYNC = Duration.ofMillis(200);

  /** How often it looks when nothing has changed. */
  private static final Duration RESYNC = Duration.ofSeconds(60);

  private static final Duration RETRY = Duration.ofMillis(500);

  private final ScheduledExecutorService thread;
  private final KubernetesClient client;
  private final PodNetwork network;
  private final PodVolumes volumes;
  private final PodState state;
  private final Path jar;
  private final Path log;
  private volatile Pod pod;
  private PodNetwork.Sandbox sandbox;
  private Program container;
  private boolean ending;
  private Future<?> probing;

  PodDouble(KubernetesClient client, PodNetwork network, Pod pod, Path home, Path jar) {
    String name = pod.getMetadata().getName();
    this.client = client;
    this.network = network;
    this.pod = pod;
    this.jar = jar;
    this.log = home.resolve(name + ".log");
    this.volumes = new PodVolumes(client, pod, home.resolve(name));
    this.state = new PodState(pod);
    thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pod " + name).factory());
    later(Duration.ZERO, this::begin);
    thread.scheduleWithFixedDelay(
        guarded(this::refresh), RESYNC.toMillis(), RESYNC.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The API server has another version of the pod. */
  void changed(Pod news) {
    Pod old = pod;
    pod = news;
    if (!Objects.equals(annotations(old), annotations(news))) {
      later(SYNC, this::refresh);
    }
    if (news.isMarkedForDeletion()) {
      later(Duration.ZERO, this::end);
    }
  }

  /** The pod's address; null until it has one. */
  String address() {
    return state.address();
  }

  /** The runtime's process. */
  long pid() {
    return container.pid();
  }

  /** What the container has said. */
  Path log() {
    return log;
  }

  /** Ends the container as the kernel does when the memory of its group is used up. */
  void exhaustMemory() {
    later(
        Duration.ZERO,
        () -> {
          state.nextEndIsForMemory();
          container.kill();
        });
  }

  /** Ends everything at once, and tells nobody. */
  void destroy() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(20, TimeUnit.SECONDS)) {
        throw new AssertionError("the thread of " + pod.getMetadata().getName() + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (container != null) {
      container.kill();
    }
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private void begin() {
    if (!volumes.mount()) {
      later(RETRY, this::begin);
      return;
    }
    sandbox = network.newSandbox();
    state.placed(sandbox.address(), network.gateway());
    startContainer();
  }

  private void startContainer() {
    if (ending) {
      return;
    }
    container =
        Program.start(
            new ProcessBuilder(ContainerCommand.of(pod, sandbox, volumes, jar))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
    Program started = container;
    started.whenEnded(() -> later(Duration.ZERO, () -> containerEnded(started)));
    state.containerRuns();
    writeStatus();
    probe();
  }

  private void containerEnded(Program ended) {
    if (ended != container || ending) {
      return;
    }
    probing.cancel(false);
    state.containerEnded(ended.status());
    writeStatus();
    later(Duration.ofSeconds(1), this::startContainer);
  }

  /** The startup probe until it succeeds, then the readiness probe. */
  private void probe() {
    Probe probe = state.started() ? state.container().getReadinessProbe() : state.startupProbe();
    boolean success = HttpProbe.succeeds(probe, sandbox.address(), state.container());
    boolean news = state.started() ? state.ready(success) : success && state.start();
    if (news) {
      writeStatus();
    }
    Duration pause =
        news && !state.isReady() ? Duration.ZERO : Duration.ofSeconds(probe.getPeriodSeconds());
    probing = later(pause, this::probe);
  }

  private void refresh() {
    if (sandbox != null && !ending && !volumes.mount()) {
      later(RETRY, this::refresh);
    }
  }

  /** preStop, TERM, and KILL when the grace period is over. */
  private void end() {
    if (ending) {
      return;
    }
    ending = true;
    Long grace = pod.getMetadata().getDeletionGracePeriodSeconds();
    if (container == null || grace == null || grace == 0) {
      gone();
      return;
    }
    long lag = state.preStopSeconds();
    later(Duration.ofSeconds(lag), container::terminate);
    Future<?> kill = later(Duration.ofSeconds(grace), container::kill);
    container.whenEnded(
        () ->
            later(
                Duration.ZERO,
                () -> {
                  kill.cancel(false);
                  gone();
                }));
  }

  private void gone() {
    try {
      client.resource(pod).withGracePeriod(0).delete();
    } catch (KubernetesClientException e) {
      later(RETRY, this::gone);
    }
  }

  private void writeStatus() {
    var status = state.status();
    try {
      client
          .pods()
          .inNamespace(pod.getMetadata().getNamespace())
          .withName(pod.getMetadata().getName())
          .editStatus(
              current -> {
                current.setStatus(status);
                return current;
              });
    } catch (KubernetesClientException e) {
      if (!pod.isMarkedForDeletion()) {
        later(RETRY, this::writeStatus);
      }
    }
  }

  private Future<?> later(Duration delay, Runnable action) {
    try {
      return thread.schedule(guarded(action), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      return null;
    }
  }

  private Runnable guarded(Runnable action) {
    return () -> {
      try {
        action.run();
      } catch (RuntimeException | Error e) {
        KubeletDouble.complain(pod.getMetadata().getName(), e);
      }
    };
  }

  private static Map<String, String> annotations(Pod pod) {
    return pod.getMetadata().getAnnotations();
  }
}
