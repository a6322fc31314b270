package dev.kinetd.runtime.admin;

import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.listen.LiveService;
import dev.kinetd.runtime.listen.ServiceCounters;
import dev.kinetd.runtime.serve.ServiceState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The services' counters as meters. They are read when somebody asks for the metrics, so that the
 * way of a connection pays for its own count and nothing else. Labels are service and reason, which
 * the configuration bounds.
 */
@ApplicationScoped
public class ServiceMeters {

  private final MeterRegistry registry;
  private final Map<LiveService, List<Meter>> meters = new HashMap<>();

  ServiceMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Has meters for exactly these services from now on. */
  public synchronized void replace(List<ServiceState> states) {
    List<LiveService> services = states.stream().map(ServiceState::service).toList();
    meters.entrySet().removeIf(entry -> retire(entry, services));
    for (LiveService service : services) {
      meters.computeIfAbsent(service, this::register);
    }
  }

  private boolean retire(Map.Entry<LiveService, List<Meter>> entry, List<LiveService> services) {
    if (services.contains(entry.getKey())) {
      return false;
    }
    entry.getValue().forEach(registry::remove);
    return true;
  }

  private List<Meter> register(LiveService service) {
    List<Meter> made = new ArrayList<>();
    made.add(
        Gauge.builder("kinetd.handlers.running", service, LiveService::running)
            .description("Handlers that run, and clients that a built-in serves")
            .tag("service", service.name())
            .register(registry));
    made.add(
        counter("admitted", "Clients that were served", service, null, c -> c.admittedCount()));
    for (Refusal reason : Refusal.values()) {
      made.add(
          counter(
              "refused",
              "Clients that were closed without a handler",
              service,
              reason.word(),
              c -> c.refusedCount(reason)));
    }
    String exited = "Handlers that have exited";
    made.add(counter("exited", exited, service, "status-0", c -> c.succeededCount()));
    made.add(counter("exited", exited, service, "status-not-0", c -> c.failedCount()));
    made.add(counter("exited", exited, service, "signal", c -> c.killedCount()));
    made.add(
        counter(
            "handler.seconds",
            "Time that handlers ran",
            service,
            null,
            c -> c.handlerNanos() / 1e9));
    made.add(
        counter(
            "datagrams.ignored",
            "Datagrams not answered, so as not to be part of a loop",
            service,
            null,
            c -> c.ignoredDatagramCount()));
    return made;
  }

  private FunctionCounter counter(
      String name,
      String description,
      LiveService service,
      String reason,
      ToDoubleFunction<ServiceCounters> value) {
    var builder =
        FunctionCounter.builder("kinetd." + name, service.counters(), value)
            .description(description)
            .tag("service", service.name());
    return (reason == null ? builder : builder.tag("reason", reason)).register(registry);
  }
}
