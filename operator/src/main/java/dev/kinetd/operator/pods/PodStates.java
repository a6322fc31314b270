package dev.kinetd.operator.pods;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kinetd.api.RuntimeState;
import dev.kinetd.operator.catalog.Catalog;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the pods of all runtimes say of themselves. What changes has the services, rules and runtime
 * that it is about reconciled. Any thread.
 */
@ApplicationScoped
public class PodStates {

  private final Map<ResourceID, Map<String, Followed>> runtimes = new HashMap<>();
  private final Catalog catalog;
  private final ObjectMapper json;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .proxy(ProxySelector.of(null))
          .build();

  /** A pod that is followed; the poll is null as long as it has no address. */
  private record Followed(boolean ready, StatePoll poll) {}

  @Inject
  PodStates(Catalog catalog, ObjectMapper json) {
    this.catalog = catalog;
    this.json = json;
  }

  /**
   * Follows these pods of a runtime, and no others of it.
   *
   * @return whether other pods than before are ready
   */
  public boolean follow(ResourceID runtime, Collection<Pod> pods) {
    synchronized (runtimes) {
      var before = runtimes.getOrDefault(runtime, Map.of());
      var now = new HashMap<String, Followed>();
      for (Pod pod : pods) {
        String name = pod.getMetadata().getName();
        now.put(name, followed(runtime, pod, before.get(name)));
      }
      before.forEach((name, old) -> stopUnlessKept(old, now.get(name)));
      if (now.isEmpty()) {
        runtimes.remove(runtime);
      } else {
        runtimes.put(runtime, now);
      }
      return !ready(before).equals(ready(now));
    }
  }

  /** The pods of a runtime that are followed. */
  public List<PodView> of(ResourceID runtime) {
    synchronized (runtimes) {
      return runtimes.getOrDefault(runtime, Map.of()).entrySet().stream()
          .map(e -> view(e.getKey(), e.getValue()))
          .toList();
    }
  }

  /** Follows nobody any more. */
  @PreDestroy
  void stop() {
    synchronized (runtimes) {
      runtimes.values().forEach(pods -> pods.values().forEach(pod -> stopUnlessKept(pod, null)));
      runtimes.clear();
    }
    client.shutdownNow();
  }

  private Followed followed(ResourceID runtime, Pod pod, Followed before) {
    PodAddress address = PodAddress.of(pod).orElse(null);
    boolean ready = isReady(pod);
    if (address == null) {
      return new Followed(ready, null);
    }
    if (before != null && before.poll() != null && before.poll().address().equals(address)) {
      return new Followed(ready, before.poll());
    }
    var last = new RuntimeState[1];
    var poll =
        new StatePoll(
            client,
            json,
            address,
            news -> {
              tell(runtime, StateChange.between(last[0], news));
              last[0] = news;
            });
    poll.start();
    return new Followed(ready, poll);
  }

  private void tell(ResourceID runtime, StateChange change) {
    String namespace = runtime.getNamespace().orElse(null);
    change.services().forEach(name -> catalog.touchService(new ResourceID(name, namespace)));
    change.rules().forEach(name -> catalog.touchRule(new ResourceID(name, namespace)));
    if (change.whole()) {
      catalog.touchRuntime(runtime);
    }
  }

  private static void stopUnlessKept(Followed old, Followed now) {
    if (old.poll() != null && (now == null || now.poll() != old.poll())) {
      old.poll().stop();
    }
  }

  private static PodView view(String name, Followed pod) {
    return new PodView(name, pod.ready(), pod.poll() == null ? null : pod.poll().state());
  }

  private static Set<String> ready(Map<String, Followed> pods) {
    var ready = new HashSet<String>();
    pods.forEach(
        (name, pod) -> {
          if (pod.ready()) {
            ready.add(name + (pod.poll() == null ? "" : pod.poll().address().uid()));
          }
        });
    return ready;
  }

  private static boolean isReady(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }
}
