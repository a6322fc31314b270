package dev.kinetd.operator.service;

import dev.kinetd.operator.catalog.Catalog;
import dev.kinetd.operator.catalog.Changes;
import dev.kinetd.operator.resource.InetdServiceResource;
import dev.kinetd.operator.status.Conditions;
import dev.kinetd.operator.status.Reason;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Measures how long a change takes from its arrival here to its being programmed. Any thread. */
@ApplicationScoped
public class ProgrammedTimer {

  private final Map<ResourceID, Waiting> waiting = new ConcurrentHashMap<>();
  private final Timer timer;

  /** A generation that is not programmed yet, and since when (System.nanoTime). */
  private record Waiting(long generation, long since) {}

  @Inject
  ProgrammedTimer(MeterRegistry registry) {
    this.timer =
        Timer.builder("kinetd.operator.programmed")
            .description("From a change of an InetdService to its being programmed")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(50))
            .maximumExpectedValue(Duration.ofSeconds(60))
            .register(registry);
  }

  void begin(@Observes StartupEvent event, Changes changes) {
    changes.listen(
        new Changes.Listener() {
          @Override
          public void service(InetdServiceResource before, InetdServiceResource after) {
            changed(before, after);
          }
        });
  }

  private void changed(InetdServiceResource before, InetdServiceResource after) {
    if (after == null) {
      waiting.remove(Catalog.id(before));
    } else if (!isProgrammed(after)) {
      long generation = after.getMetadata().getGeneration();
      waiting.compute(
          Catalog.id(after),
          (id, old) ->
              old != null && old.generation() == generation
                  ? old
                  : new Waiting(generation, System.nanoTime()));
    }
  }

  /** The status that says so was written. */
  void programmed(InetdServiceResource service) {
    Waiting done = waiting.remove(Catalog.id(service));
    if (done != null && done.generation() == service.getMetadata().getGeneration()) {
      timer.record(Duration.ofNanos(System.nanoTime() - done.since()));
    }
  }

  private static boolean isProgrammed(InetdServiceResource service) {
    return service.getStatus() != null
        && Conditions.find(service.getStatus().conditions(), Reason.PROGRAMMED.type())
            .filter(c -> c.reason().equals(Reason.PROGRAMMED.word()))
            .filter(c -> c.observedGeneration().equals(service.getMetadata().getGeneration()))
            .isPresent();
  }
}
