package dev.kinetd.runtime.resolve;

import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Origin;
import java.nio.file.Path;
import java.util.List;

/**
 * A service with everything looked up that this machine has to say about it.
 *
 * @param service as declared
 * @param origin where it was written
 * @param endpoints where to listen; empty for a service that is reached through TCPMUX
 * @param program absolute path of the program to execute, or null for a built-in
 * @param credentials whom the handler runs as, or null to run as the runtime itself
 */
public record ResolvedService(
    InetdService service,
    Origin origin,
    List<Endpoint> endpoints,
    Path program,
    Credentials credentials) {

  public ResolvedService {
    endpoints = List.copyOf(endpoints);
  }

  public String name() {
    return service.name();
  }

  public InetdServiceSpec spec() {
    return service.spec();
  }
}
