package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.launch.EnvironmentBlock;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.linux.SocketAddressBuffer;
import dev.kinetd.runtime.linux.Sockets;
import java.nio.charset.StandardCharsets;

/** Writes what a handler may know of its connection. */
final class HandlerEnvironment {

  private HandlerEnvironment() {}

  /** For a handler that gets one connection. */
  static void write(Spawner spawner, Connection connection, LiveService service) {
    EnvironmentBlock environment = spawner.environment();
    if (connection.isUnix()) {
      environment.begin(EnvironmentBlock.Names.PROTO_UNIX);
      var socket = service.service().spec().socket();
      if (socket != null) {
        environment.localPath(socket.path().getBytes(StandardCharsets.UTF_8));
      }
      return;
    }
    environment.begin(EnvironmentBlock.Names.PROTO_TCP);
    environment.remote(connection.source(), connection.port());
    writeLocal(spawner, connection.fd());
  }

  /** For a command of the hosts files, which may have no client. */
  static void writeFor(Spawner spawner, Connection client, LiveService service) {
    if (client == null || client.fd() < 0) {
      spawner.environment().begin(EnvironmentBlock.Names.PROTO_TCP);
    } else {
      write(spawner, client, service);
    }
  }

  /** For a handler that gets a listening or a datagram socket and meets its clients itself. */
  static void writeWait(Spawner spawner, int socket, boolean stream, LiveService service) {
    EnvironmentBlock environment = spawner.environment();
    var unix = service.service().spec().socket();
    if (unix != null) {
      environment.begin(EnvironmentBlock.Names.PROTO_UNIX);
      environment.localPath(unix.path().getBytes(StandardCharsets.UTF_8));
      return;
    }
    environment.begin(stream ? EnvironmentBlock.Names.PROTO_TCP : EnvironmentBlock.Names.PROTO_UDP);
    writeLocal(spawner, socket);
  }

  private static void writeLocal(Spawner spawner, int socket) {
    SocketAddressBuffer local = spawner.local();
    if (Sockets.localAddress(socket, local) == 0) {
      spawner.environment().local(new Source(local.high(), local.low()), local.port());
    }
  }
}
