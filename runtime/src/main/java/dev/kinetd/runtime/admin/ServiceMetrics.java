package dev.kinetd.runtime.admin;

import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.listen.ServiceCounters;
import dev.kinetd.runtime.serve.ServiceState;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The services' counters as metrics, made when somebody asks: the way of a connection pays for its
 * own count and nothing else, and a thousand services cost no thousand meters. Labels are service
 * and reason, which the configuration bounds; never the client.
 */
@ApplicationScoped
public class ServiceMetrics {

  private static final List<String> SERVICE = List.of("service");
  private static final List<String> SERVICE_AND_REASON = List.of("service", "reason");

  private final Served served;

  ServiceMetrics(Served served) {
    this.served = served;
  }

  /** Deprecated in favour of a registry that Quarkus does not bring yet. */
  @SuppressWarnings("deprecation")
  void register(
      @Observes StartupEvent start, io.micrometer.prometheus.PrometheusMeterRegistry registry) {
    new Collector() {
      @Override
      public List<MetricFamilySamples> collect() {
        return ServiceMetrics.this.collect();
      }
    }.register(registry.getPrometheusRegistry());
  }

  private List<Collector.MetricFamilySamples> collect() {
    List<ServiceState> states = served.states();
    return List.of(
        gauge(
            "kinetd_handlers_running",
            "Handlers that run, and clients that a built-in serves",
            states,
            state -> state.service().running()),
        gauge(
            "kinetd_service_ready",
            "1 when the service listens and its last start worked, else 0",
            states,
            state -> state.ready() ? 1 : 0),
        counter(
            "kinetd_admitted", "Clients that were served", states, ServiceCounters::admittedCount),
        refused(states),
        exited(states),
        counter(
            "kinetd_handler_seconds",
            "Time that handlers ran, all together",
            states,
            counters -> counters.handlerNanos() / 1e9),
        counter(
            "kinetd_datagrams_ignored",
            "Datagrams not answered, so as not to be part of a loop",
            states,
            ServiceCounters::ignoredDatagramCount),
        counter(
            "kinetd_datagrams_unsent",
            "Answers of a built-in that the kernel did not take",
            states,
            ServiceCounters::unsentDatagramCount));
  }

  private static GaugeMetricFamily gauge(
      String name, String help, List<ServiceState> states, ToDoubleFunction<ServiceState> value) {
    var gauge = new GaugeMetricFamily(name, help, SERVICE);
    for (ServiceState state : states) {
      gauge.addMetric(List.of(state.service().name()), value.applyAsDouble(state));
    }
    return gauge;
  }

  private static CounterMetricFamily counter(
      String name,
      String help,
      List<ServiceState> states,
      ToDoubleFunction<ServiceCounters> value) {
    var counter = new CounterMetricFamily(name, help, SERVICE);
    for (ServiceState state : states) {
      var service = state.service();
      counter.addMetric(List.of(service.name()), value.applyAsDouble(service.counters()));
    }
    return counter;
  }

  private static CounterMetricFamily refused(List<ServiceState> states) {
    var counter =
        new CounterMetricFamily(
            "kinetd_refused", "Clients that were closed without a handler", SERVICE_AND_REASON);
    for (ServiceState state : states) {
      var service = state.service();
      for (Refusal reason : Refusal.values()) {
        counter.addMetric(
            List.of(service.name(), reason.word()), service.counters().refusedCount(reason));
      }
    }
    return counter;
  }

  private static CounterMetricFamily exited(List<ServiceState> states) {
    var counter =
        new CounterMetricFamily("kinetd_exited", "Handlers that have exited", SERVICE_AND_REASON);
    for (ServiceState state : states) {
      String name = state.service().name();
      ServiceCounters counters = state.service().counters();
      counter.addMetric(List.of(name, "status-0"), counters.succeededCount());
      counter.addMetric(List.of(name, "status-not-0"), counters.failedCount());
      counter.addMetric(List.of(name, "signal"), counters.killedCount());
    }
    return counter;
  }
}
