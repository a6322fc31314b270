package dev.kinetd.runtime.admin;

import dev.kinetd.runtime.serve.ServiceState;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: the configuration is loaded, every listener was tried and at least one service listens,
 * unless none is to; not while draining. Services that do not work are named in the data.
 */
@Readiness
final class ListeningCheck implements HealthCheck {

  private final Served served;

  ListeningCheck(Served served) {
    this.served = served;
  }

  @Override
  public HealthCheckResponse call() {
    LoadedConfiguration configuration = served.configuration();
    List<ServiceState> states = served.states();
    long listening = states.stream().filter(ServiceState::listening).count();
    var response =
        HealthCheckResponse.named("listening")
            .status(isReady(configuration, states, listening))
            .withData("services", states.size())
            .withData("listening", listening)
            .withData("draining", served.draining());
    if (configuration.mounted()) {
      response.withData("generation", configuration.generation());
    }
    if (!configuration.problem().isEmpty()) {
      response.withData("problem", configuration.problem());
    }
    for (ServiceState state : states) {
      if (!state.ready()) {
        response.withData(state.service().name(), state.message());
      }
    }
    configuration
        .refused()
        .forEach((service, reason) -> response.withData(service, "refused: " + reason));
    return response.build();
  }

  private boolean isReady(
      LoadedConfiguration configuration, List<ServiceState> states, long listening) {
    if (served.draining() || configuration.mounted() && configuration.generation() == 0) {
      return false;
    }
    long suspended = states.stream().filter(ServiceState::suspended).count();
    boolean noneIsTo =
        configuration.services().size() <= suspended && (configuration.mounted() || suspended > 0);
    return listening > 0 || noneIsTo;
  }
}
