package dev.kinetd.operator.status;

import dev.kinetd.operator.owned.RuntimeNames;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Writes events that {@code kubectl describe} shows. They repeat what conditions say, at the moment
 * when it begins, so that one that cannot be written is no more than a line in the log.
 */
@ApplicationScoped
public class EventRecorder {

  private static final Logger LOG = Logger.getLogger(EventRecorder.class);

  /** The longest message that an event can hold, in characters. */
  private static final int MAX_MESSAGE = 1024;

  private final KubernetesClient client;

  @Inject
  EventRecorder(KubernetesClient client) {
    this.client = client;
  }

  /** Writes an event for each statement. */
  public void record(HasMetadata about, List<Statement> news) {
    for (Statement statement : news) {
      try {
        client.resource(event(about, statement, Instant.now())).create();
      } catch (KubernetesClientException e) {
        LOG.warnf(
            "cannot write the event %s of %s: %s",
            statement.reason().word(), about.getMetadata().getName(), e.getMessage());
      }
    }
  }

  /** The event of a statement. */
  static Event event(HasMetadata about, Statement statement, Instant now) {
    var metadata = about.getMetadata();
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    String message = statement.message();
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(metadata.getName() + ".")
        .withNamespace(metadata.getNamespace())
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(about.getApiVersion())
        .withKind(about.getKind())
        .withName(metadata.getName())
        .withNamespace(metadata.getNamespace())
        .withUid(metadata.getUid())
        .withResourceVersion(metadata.getResourceVersion())
        .endInvolvedObject()
        .withType(statement.reason().isGood() ? "Normal" : "Warning")
        .withReason(statement.reason().word())
        .withMessage(message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE))
        .withFirstTimestamp(time)
        .withLastTimestamp(time)
        .withCount(1)
        .withNewSource()
        .withComponent(RuntimeNames.OPERATOR)
        .endSource()
        .withReportingComponent(RuntimeNames.OPERATOR)
        .build();
  }
}
