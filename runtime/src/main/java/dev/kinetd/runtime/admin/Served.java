package dev.kinetd.runtime.admin;

import dev.kinetd.runtime.serve.ServiceState;
import dev.kinetd.runtime.serve.SuperServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/**
 * The super-server as the beans of the admin port see it. It exists before the application does, so
 * it is handed in.
 */
@ApplicationScoped
public class Served {

  private volatile SuperServer server;
  private volatile Supplier<LoadedConfiguration> configuration = () -> LoadedConfiguration.NONE;
  private volatile StateChanges changes = new StateChanges();

  /**
   * Hands in the super-server.
   *
   * @param loaded what is known of the configuration at the time of asking
   * @param news that something may be different, about either
   */
  public void by(SuperServer started, Supplier<LoadedConfiguration> loaded, StateChanges news) {
    configuration = loaded;
    changes = news;
    server = started;
  }

  LoadedConfiguration configuration() {
    return configuration.get();
  }

  StateChanges changes() {
    return changes;
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
