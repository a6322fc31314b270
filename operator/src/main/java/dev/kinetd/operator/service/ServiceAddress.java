package dev.kinetd.operator.service;

import io.fabric8.kubernetes.api.model.Service;
import java.util.Optional;
import java.util.stream.Stream;

/** Where clients reach a Service. Pure. */
final class ServiceAddress {

  private ServiceAddress() {}

  /** The load balancer's address or name where there is one, else the address in the cluster. */
  static Optional<String> of(Service service) {
    Optional<String> outside =
        service.getStatus() == null || service.getStatus().getLoadBalancer() == null
            ? Optional.empty()
            : service.getStatus().getLoadBalancer().getIngress().stream()
                .flatMap(i -> Stream.of(i.getIp(), i.getHostname()))
                .filter(a -> a != null && !a.isEmpty())
                .findFirst();
    return outside.or(() -> Optional.ofNullable(service.getSpec().getClusterIP()));
  }
}
