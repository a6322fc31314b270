package dev.kinetd.operator.operation;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
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
 * loses the lease ends at once, so that no two ever write; one that ends in order hands the lease
 * back, so that the next need not wait until it has run out.
 */
@ApplicationScoped
public class Leadership {

  private static final Logger LOG = Logger.getLogger(Leadership.class);

  private final OperatorSettings settings;
  private final KubernetesClient client;
  private final String identity = identity();
  private volatile boolean stopping;

  @Inject
  Leadership(OperatorSettings settings, KubernetesClient client) {
    this.settings = settings;
    this.client = client;
  }

  /** Ending without the lease is then no failure; before the SDK stops to renew it. */
  void stop(@Observes @Priority(1) ShutdownEvent event) {
    stopping = true;
  }

  /** Hands the lease back; when the SDK has ended, and nothing is written any more. */
  void release(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
    try {
      client
          .leases()
          .inNamespace(settings.leaseNamespace().orElseGet(client::getNamespace))
          .withName(settings.leaseName())
          .edit(this::released);
    } catch (KubernetesClientException e) {
      LOG.infof("the lease is not handed back and has to run out: %s", e.getMessage());
    }
  }

  private Lease released(Lease lease) {
    if (!identity.equals(lease.getSpec().getHolderIdentity())) {
      return lease;
    }
    return new LeaseBuilder(lease)
        .editSpec()
        .withHolderIdentity("")
        .withLeaseDurationSeconds(1)
        .endSpec()
        .build();
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
        identity,
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
