package dev.kinetd.runtime.admin;

import dev.kinetd.runtime.serve.ServiceState;
import dev.kinetd.runtime.serve.SuperServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The super-server as the beans of the admin port see it. It exists before the application does, so
 * it is handed in.
 */
@ApplicationScoped
public class Served {

  private volatile SuperServer server;
  private volatile Map<String, String> refused = Map.of();

  /** Hands in the super-server. */
  public void by(SuperServer started) {
    server = started;
  }

  /** Replaces what was declared and cannot be served: where it stands, and why. */
  public void refused(Map<String, String> reasons) {
    // In the order of the files.
    refused = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
  }

  /** What was declared and cannot be served: where it stands, and why. */
  public Map<String, String> refused() {
    return refused;
  }

  boolean draining() {
    return server != null && server.draining();
  }

  boolean started() {
    return server != null;
  }

  List<ServiceState> states() {
    return server == null ? List.of() : server.states();
  }
}
