package dev.kinetd.runtime.serve;

import dev.kinetd.runtime.listen.LiveService;
import java.util.List;

/** A service and the places where it listens. Guarded by the super-server's lock. */
record ServedService(LiveService live, List<ServedEndpoint> endpoints) {

  ServiceState state() {
    return new ServiceState(
        live,
        where(),
        endpoints.stream().filter(e -> e.error() != null).map(ServedEndpoint::error).toList());
  }

  private List<String> where() {
    return endpoints.isEmpty()
        ? List.of("tcpmux/" + live.service().spec().tcpMux().name())
        : endpoints.stream().map(e -> e.endpoint().toString()).toList();
  }
}
