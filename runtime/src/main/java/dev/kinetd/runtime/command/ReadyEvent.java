package dev.kinetd.runtime.command;

import dev.kinetd.runtime.log.Event;
import dev.kinetd.runtime.log.EventLine;
import dev.kinetd.runtime.resolve.Endpoint;
import dev.kinetd.runtime.serve.ServiceState;
import java.util.List;

/**
 * The event of a runtime that has come up, with something to type for whoever sits before it.
 *
 * @param tryThis a command that reaches one of the services, or null
 */
record ReadyEvent(long timeMillis, int services, long listening, String tryThis) implements Event {

  static ReadyEvent of(List<ServiceState> states) {
    String tryThis =
        states.stream()
            .filter(ServiceState::listening)
            .flatMap(state -> state.service().service().endpoints().stream())
            .map(ReadyEvent::command)
            .findFirst()
            .orElse(null);
    return new ReadyEvent(
        System.currentTimeMillis(),
        states.size(),
        states.stream().filter(ServiceState::listening).count(),
        tryThis);
  }

  private static String command(Endpoint endpoint) {
    return switch (endpoint) {
      case Endpoint.Inet inet -> {
        String host =
            inet.address().isAnyLocalAddress() ? "127.0.0.1" : inet.address().getHostAddress();
        yield "nc " + (inet.stream() ? "" : "-u ") + host + " " + inet.port();
      }
      case Endpoint.Unix unix -> "nc -U " + unix.path();
    };
  }

  @Override
  public void describe(EventLine line) {
    line.name("ready").field("services", services).field("listening", listening);
    line.field("pid", ProcessHandle.current().pid()).field("try", tryThis);
  }
}
