package dev.kinetd.runtime.serve;

import dev.kinetd.runtime.listen.LiveService;
import java.util.List;

/**
 * How a service is doing, as the status, the metrics and the health checks see it.
 *
 * @param endpoints where it is to listen, in words
 * @param suspended whether it was told not to listen
 * @param errors one for each endpoint that could not be opened
 */
public record ServiceState(
    LiveService service, List<String> endpoints, boolean suspended, List<String> errors) {

  public ServiceState {
    endpoints = List.copyOf(endpoints);
    errors = List.copyOf(errors);
  }

  /** Whether clients can reach it at one of its places at least. */
  public boolean listening() {
    return !suspended && errors.size() < endpoints.size();
  }

  /** Whether all is as it was declared: clients get what they came for, as far as is known. */
  public boolean ready() {
    return suspended || errors.isEmpty() && service.trouble() == null;
  }

  /** What is wrong, in words; empty when nothing is. */
  public String message() {
    if (!errors.isEmpty()) {
      return String.join("; ", errors);
    }
    String trouble = suspended ? null : service.trouble();
    return trouble == null ? "" : trouble;
  }

  /** Whether it is, or is not, to be reached where the other is. */
  boolean samePlaces(ServiceState other) {
    return suspended == other.suspended && endpoints.equals(other.endpoints);
  }
}
