package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.launch.Spawner;

/** Hands the accepted connection itself to a new process. */
final class ProgramServer implements ConnectionServer {

  private final LiveService service;

  ProgramServer(LiveService service) {
    this.service = service;
  }

  /** A handler expects reads that wait, and shares the flag. */
  @Override
  public boolean blocking() {
    return true;
  }

  @Override
  public void serve(Connection connection, Spawner spawner) {
    service.launch(connection, spawner);
  }
}
