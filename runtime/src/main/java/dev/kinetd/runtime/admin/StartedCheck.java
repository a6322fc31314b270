package dev.kinetd.runtime.admin;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: the configuration was read and every listener tried once. */
@Startup
final class StartedCheck implements HealthCheck {

  private final Served served;

  StartedCheck(Served served) {
    this.served = served;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("loaded").status(served.started()).build();
  }
}
