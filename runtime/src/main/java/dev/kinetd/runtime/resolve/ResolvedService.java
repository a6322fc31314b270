package dev.kinetd.runtime.resolve;

import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Toggle;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A service with everything looked up that this machine has to say about it.
 *
 * @param service as declared
 * @param origin where it was written
 * @param endpoints where to listen; empty for a service that is reached through TCPMUX
 * @param program absolute path of the program to execute, of a script its interpreter; or null for
 *     a built-in
 * @param credentials whom the handler runs as, or null to run as the runtime itself
 * @param environment what Secrets and ConfigMaps add to the handler's environment, as {@code
 *     NAME=value}
 */
public record ResolvedService(
    InetdService service,
    Origin origin,
    List<Endpoint> endpoints,
    Path program,
    Credentials credentials,
    List<String> environment) {

  public ResolvedService {
    endpoints = List.copyOf(endpoints);
    environment = List.copyOf(environment);
  }

  /** The same service at fewer endpoints. */
  ResolvedService at(List<Endpoint> kept) {
    return new ResolvedService(service, origin, kept, program, credentials, environment);
  }

  /** Whether only the place in its source tells it from the other. */
  public boolean saysTheSameAs(ResolvedService other) {
    return (service == other.service || service.equals(other.service))
        && endpoints.equals(other.endpoints)
        && Objects.equals(program, other.program)
        && Objects.equals(credentials, other.credentials)
        && environment.equals(other.environment);
  }

  /** Whether its socket is to be closed while it is kept. */
  public boolean suspended() {
    return spec().suspend() == Toggle.Enabled;
  }

  public String name() {
    return service.name();
  }

  public InetdServiceSpec spec() {
    return service.spec();
  }
}
