package dev.kinetd.runtime.admin;

import dev.kinetd.runtime.serve.ServiceState;
import dev.kinetd.runtime.serve.SuperServer;
import java.util.List;
import java.util.Map;

/**
 * What {@code kinetd status} shows, as it travels over the control socket.
 *
 * @param pid of the runtime
 * @param draining whether it is about to end
 * @param refused what was declared and cannot be served: where it stands, and why
 * @param rules who may reach the services, and how often each rule has decided
 */
public record StatusReport(
    long pid,
    boolean draining,
    List<Line> services,
    Map<String, String> refused,
    List<RuleHits> rules) {

  /**
   * One service.
   *
   * @param origin the file and line where it was written
   * @param running handlers that run
   * @param suspended whether it was told not to listen, which is as ready as it can be
   * @param message what is wrong; empty when it is ready
   */
  public record Line(
      String name,
      String origin,
      List<String> endpoints,
      boolean listening,
      boolean suspended,
      boolean ready,
      int running,
      long admitted,
      long refused,
      String message) {

    static Line of(ServiceState state) {
      var service = state.service();
      return new Line(
          service.name(),
          service.service().origin().toString(),
          state.endpoints(),
          state.listening(),
          state.suspended(),
          state.ready(),
          service.running(),
          service.counters().admittedCount(),
          service.counters().refusedCount(),
          state.message());
    }
  }

  /** The report of this moment. */
  public static StatusReport of(SuperServer server, Map<String, String> refused) {
    return new StatusReport(
        ProcessHandle.current().pid(),
        server.draining(),
        server.states().stream().map(Line::of).toList(),
        refused,
        RuleHits.of(server.access()));
  }

  /** Whether every service that was declared is ready. */
  public boolean allReady() {
    return !draining && refused.isEmpty() && services.stream().allMatch(Line::ready);
  }
}
