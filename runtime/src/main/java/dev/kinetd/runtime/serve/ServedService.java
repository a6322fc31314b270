package dev.kinetd.runtime.serve;

import dev.kinetd.runtime.listen.LiveService;
import dev.kinetd.runtime.resolve.Endpoint;
import dev.kinetd.runtime.resolve.ResolvedService;
import java.util.List;

/** A service and the places where it listens. Guarded by the super-server's lock. */
record ServedService(LiveService live, List<ServedEndpoint> endpoints) {

  ServiceState state() {
    return new ServiceState(
        live,
        where(),
        live.service().suspended(),
        endpoints.stream().filter(e -> e.error() != null).map(ServedEndpoint::error).toList());
  }

  private List<String> where() {
    ResolvedService service = live.service();
    return service.endpoints().isEmpty()
        ? List.of("tcpmux/" + service.spec().tcpMux().name())
        : service.endpoints().stream().map(Endpoint::toString).toList();
  }
}
