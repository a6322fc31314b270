package dev.kinetd.operator.catalog;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the controller of runtimes has found out of each, for the controllers of services and rules.
 * Any thread.
 */
@ApplicationScoped
public class RuntimeBoard {

  private final Map<ResourceID, Notice> notices = new ConcurrentHashMap<>();

  /**
   * What is known of a runtime.
   *
   * @param unavailable whether it has had no ready pod for long
   * @param deliveries how the newest version of each service travels, by name
   */
  public record Notice(boolean unavailable, Map<String, Delivery> deliveries) {

    /** Nothing is known. */
    static final Notice NONE = new Notice(false, Map.of());

    public Notice {
      deliveries = Map.copyOf(deliveries);
    }

    /** How the newest version of a service travels. */
    public Delivery delivery(String service) {
      return deliveries.getOrDefault(service, Delivery.NONE);
    }
  }

  /** What is known of a runtime. */
  public Notice of(ResourceID runtime) {
    return notices.getOrDefault(runtime, Notice.NONE);
  }

  /** Whether anything is known of a runtime, its pods included. */
  public boolean isKnown(ResourceID runtime) {
    return notices.containsKey(runtime);
  }

  /** Puts up what is known now; what was known before. */
  public Notice put(ResourceID runtime, Notice notice) {
    Notice before = notices.put(runtime, notice);
    return before == null ? Notice.NONE : before;
  }

  /** The runtime is gone. */
  public void remove(ResourceID runtime) {
    notices.remove(runtime);
  }
}
