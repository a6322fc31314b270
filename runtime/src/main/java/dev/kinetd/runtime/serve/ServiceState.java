package dev.kinetd.runtime.serve;

import dev.kinetd.runtime.listen.LiveService;
import java.util.List;

/**
 * How a service is doing, as the status, the metrics and the health checks see it.
 *
 * @param endpoints where it is to listen, in words
 * @param errors one for each endpoint that could not be opened
 */
public record ServiceState(LiveService service, List<String> endpoints, List<String> errors) {

  public ServiceState {
    endpoints = List.copyOf(endpoints);
    errors = List.copyOf(errors);
  }

  /** Whether at least one of its sockets is open; a service behind TCPMUX needs none. */
  public boolean listening() {
    return endpoints.isEmpty() || errors.size() < endpoints.size();
  }

  /** Whether clients get what they came for, as far as is known. */
  public boolean ready() {
    return errors.isEmpty() && service.trouble() == null;
  }

  /** What is wrong, in words; empty when nothing is. */
  public String message() {
    if (!errors.isEmpty()) {
      return String.join("; ", errors);
    }
    String trouble = service.trouble();
    return trouble == null ? "" : trouble;
  }
}
