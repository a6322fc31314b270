package dev.kinetd.runtime.admin;

import dev.kinetd.api.RuntimeState;
import dev.kinetd.runtime.serve.ServiceState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the runtime says of itself, with a tag that is another one after each change. May wait for a
 * reload to end, so it is not for an event loop to ask. Any thread.
 */
@ApplicationScoped
public class StateBoard {

  private final Served served;

  /** Another one after each start, for a container's processes all have one number. */
  private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

  private RuntimeState last;
  private long changes;

  StateBoard(Served served) {
    this.served = served;
  }

  /** The state of this moment. */
  public synchronized RuntimeState current() {
    RuntimeState now = now(last == null ? "" : last.tag());
    if (!now.equals(last)) {
      last = now(run + "-" + ++changes, now);
    }
    return last;
  }

  private static RuntimeState now(String tag, RuntimeState state) {
    return new RuntimeState(
        tag,
        state.generation(),
        state.problem(),
        state.problemGeneration(),
        state.draining(),
        state.services(),
        state.rules());
  }

  private RuntimeState now(String tag) {
    LoadedConfiguration configuration = served.configuration();
    Map<String, ServiceState> states = new LinkedHashMap<>();
    served.states().forEach(state -> states.put(state.service().name(), state));
    List<RuntimeState.Service> services = new ArrayList<>();
    for (LoadedConfiguration.Wanted wanted : configuration.services()) {
      services.add(service(wanted, states.get(wanted.name())));
    }
    return new RuntimeState(
        tag,
        configuration.generation(),
        configuration.problem(),
        configuration.problemGeneration(),
        served.draining(),
        services,
        configuration.rules());
  }

  private static RuntimeState.Service service(
      LoadedConfiguration.Wanted wanted, ServiceState state) {
    long generation =
        state == null ? 0 : state.service().service().service().metadata().generation();
    if (wanted.obstacle() != null) {
      return new RuntimeState.Service(
          wanted.name(), generation, wanted.obstacle(), wanted.message());
    }
    return new RuntimeState.Service(
        wanted.name(), generation, of(state), state == null ? "" : state.message());
  }

  private static RuntimeState.ServiceState of(ServiceState state) {
    if (state == null || !state.listening() && !state.suspended()) {
      return RuntimeState.ServiceState.NotListening;
    }
    if (state.suspended()) {
      return RuntimeState.ServiceState.Suspended;
    }
    return state.service().trouble() == null
        ? RuntimeState.ServiceState.Listening
        : RuntimeState.ServiceState.Failing;
  }
}
