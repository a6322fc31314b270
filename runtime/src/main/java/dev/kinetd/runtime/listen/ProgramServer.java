package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.admission.SourceSlot;
import dev.kinetd.runtime.launch.LaunchPlan;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.linux.Descriptors;

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
  public void serve(int connection, Spawner spawner) {
    LaunchPlan plan = service.definition().plan();
    var client = ClientAddress.of(spawner.client());
    SourceSlot place = service.admit(client.source(), client.port());
    if (place == null) {
      Descriptors.close(connection);
      return;
    }
    HandlerEnvironment.write(spawner, connection, client, service);
    service.launch(spawner, plan, client.source(), client.port(), place, connection);
  }
}
