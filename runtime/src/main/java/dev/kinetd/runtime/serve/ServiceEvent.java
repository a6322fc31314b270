package dev.kinetd.runtime.serve;

import dev.kinetd.runtime.log.Event;
import dev.kinetd.runtime.log.EventLine;
import java.util.List;

/**
 * The event of a service that begins or ceases to be served.
 *
 * @param name {@code listening}, {@code failing}, {@code suspended} or {@code stopped}
 * @param message why it fails; empty where it does not
 */
record ServiceEvent(
    long timeMillis, String name, String service, List<String> endpoints, String message)
    implements Event {

  static ServiceEvent started(ServiceState state) {
    return of(
        state.suspended() ? "suspended" : state.errors().isEmpty() ? "listening" : "failing",
        state);
  }

  static ServiceEvent stopped(ServiceState state) {
    return of("stopped", state);
  }

  private static ServiceEvent of(String name, ServiceState state) {
    return new ServiceEvent(
        System.currentTimeMillis(),
        name,
        state.service().name(),
        state.endpoints(),
        state.message());
  }

  @Override
  public void describe(EventLine line) {
    line.name(name).field("service", service).field("at", String.join(", ", endpoints));
    line.field("error", message.isEmpty() ? null : message);
  }
}
