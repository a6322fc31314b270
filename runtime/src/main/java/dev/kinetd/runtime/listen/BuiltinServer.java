package dev.kinetd.runtime.listen;

import dev.kinetd.api.Builtin;
import dev.kinetd.runtime.builtin.Builtins;
import dev.kinetd.runtime.launch.Spawner;

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
  public void serve(Connection connection, Spawner spawner) {
    service.servedHere(connection);
    builtins.serveStream(
        connection.fd(), connection.isUnix(), kind, () -> service.leave(connection.place()));
  }
}
