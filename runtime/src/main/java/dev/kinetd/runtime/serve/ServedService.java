package dev.kinetd.runtime.serve;

import dev.kinetd.runtime.listen.LiveService;
import dev.kinetd.runtime.resolve.Endpoint;
import dev.kinetd.runtime.resolve.ResolvedService;
import java.util.List;

/**
 * A service and the places where it listens. Guarded by the super-server's lock.
 *
 * @param service as it was declared when this was made; what lives may have another text by now
 */
record ServedService(ResolvedService service, LiveService live, List<ServedEndpoint> endpoints) {

  ServiceState state() {
    return new ServiceState(
        live,
        where(),
        service.suspended(),
        endpoints.stream().filter(e -> e.error() != null).map(ServedEndpoint::error).toList());
  }

  private List<String> where() {
    return service.endpoints().isEmpty()
        ? List.of("tcpmux/" + service.spec().tcpMux().name())
        : service.endpoints().stream().map(Endpoint::toString).toList();
  }
}
