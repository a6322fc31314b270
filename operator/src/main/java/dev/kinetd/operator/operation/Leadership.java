package dev.kinetd.operator.operation;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Of several operators one leads, by a lease, and the others stand by with full caches. One that
 * loses the lease ends at once, so that no two ever write.
 */
@ApplicationScoped
public class Leadership {

  private static final Logger LOG = Logger.getLogger(Leadership.class);

  private final OperatorSettings settings;
  private volatile boolean stopping;

  @Inject
  Leadership(OperatorSettings settings) {
    this.settings = settings;
  }

  /** Ending without the lease is then no failure; before the SDK gives the lease up. */
  void stop(@Observes @Priority(1) ShutdownEvent event) {
    stopping = true;
  }

  @Produces
  @Singleton
  LeaderElectionConfiguration configuration() {
    return new LeaderElectionConfiguration(
        settings.leaseName(),
        settings.leaseNamespace().orElse(null),
        LeaderElectionConfiguration.LEASE_DURATION_DEFAULT_VALUE,
        LeaderElectionConfiguration.RENEW_DEADLINE_DEFAULT_VALUE,
        LeaderElectionConfiguration.RETRY_PERIOD_DEFAULT_VALUE,
        identity(),
        new LeaderCallbacks(
            () -> LOG.info("this operator leads"),
            this::lost,
            leader -> LOG.infof("%s leads", leader)),
        false);
  }

  private void lost() {
    if (!stopping) {
      LOG.error("lost the lease, and end so that only the new leader writes");
      Runtime.getRuntime().halt(1);
    }
  }

  /** The pod's name, and something that no earlier process in the same pod was called by. */
  private static String identity() {
    String host = System.getenv("HOSTNAME");
    return (host == null ? "kinetd-operator" : host) + "_" + UUID.randomUUID();
  }
}
