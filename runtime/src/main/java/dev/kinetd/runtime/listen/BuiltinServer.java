package dev.kinetd.runtime.listen;

import dev.kinetd.api.Builtin;
import dev.kinetd.runtime.admission.SourceSlot;
import dev.kinetd.runtime.builtin.Builtins;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.linux.Descriptors;

/** Lets the runtime itself speak to the client, on Vert.x' event loops. */
final class BuiltinServer implements ConnectionServer {

  private final LiveService service;
  private final Builtin kind;
  private final Builtins builtins;

  BuiltinServer(LiveService service, Builtin kind, Builtins builtins) {
    this.service = service;
    this.kind = kind;
    this.builtins = builtins;
  }

  @Override
  public boolean blocking() {
    return false;
  }

  @Override
  public void serve(int connection, Spawner spawner) {
    var client = ClientAddress.of(spawner.client());
    SourceSlot place = service.admit(client.source(), client.port());
    if (place == null) {
      Descriptors.close(connection);
      return;
    }
    service.admittedBuiltin(client);
    builtins.serveStream(connection, client.source() == null, kind, () -> service.leave(place));
  }
}
