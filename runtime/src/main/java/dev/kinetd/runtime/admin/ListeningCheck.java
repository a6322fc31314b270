package dev.kinetd.runtime.admin;

import dev.kinetd.runtime.serve.ServiceState;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: the configuration is loaded, every listener was tried and at least one service listens;
 * not while draining. Services that do not work are named in the data.
 */
@Readiness
final class ListeningCheck implements HealthCheck {

  private final Served served;

  ListeningCheck(Served served) {
    this.served = served;
  }

  @Override
  public HealthCheckResponse call() {
    List<ServiceState> states = served.states();
    long listening = states.stream().filter(ServiceState::listening).count();
    var response =
        HealthCheckResponse.named("listening")
            .status(listening > 0 && !served.draining())
            .withData("services", states.size())
            .withData("listening", listening)
            .withData("draining", served.draining());
    for (ServiceState state : states) {
      if (!state.ready()) {
        response.withData(state.service().name(), state.message());
      }
    }
    served.refused().forEach((service, reason) -> response.withData(service, "refused: " + reason));
    return response.build();
  }
}
