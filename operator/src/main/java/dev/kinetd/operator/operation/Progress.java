package dev.kinetd.operator.operation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * The operator lives as long as every reconciliation that began comes to an end. A lost API server
 * is no reason to start it again: requests to it end by their own timeouts.
 */
@Default
@Liveness
@ApplicationScoped
public class Progress implements HealthCheck {

  /** Longer than any reconciliation takes with every request at its timeout. */
  private static final Duration STUCK = Duration.ofMinutes(5);

  private final Map<Long, Instant> running = new ConcurrentHashMap<>();

  /** Runs a reconciliation on this thread. */
  public <T> T during(Supplier<T> reconciliation) {
    long thread = Thread.currentThread().threadId();
    running.put(thread, Instant.now());
    try {
      return reconciliation.get();
    } finally {
      running.remove(thread);
    }
  }

  @Override
  public HealthCheckResponse call() {
    Instant limit = Instant.now().minus(STUCK);
    long stuck = running.values().stream().filter(began -> began.isBefore(limit)).count();
    return HealthCheckResponse.named("reconciliations come to an end")
        .status(stuck == 0)
        .withData("stuck", stuck)
        .build();
  }
}
