package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.launch.LaunchPad;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.linux.Errno;
import dev.kinetd.runtime.linux.LinuxException;
import dev.kinetd.runtime.linux.Sockets;

/**
 * Accepts connections on the launch pad's threads and gives each to the service's {@link
 * ConnectionServer}. Accepting and closing exclude each other, so that no thread accepts from a
 * descriptor number that has come to mean another socket.
 */
final class StreamListener implements Listener, LaunchPad.Work {

  private final ListenSocket socket;
  private final LiveService service;
  private final ConnectionServer server;
  private final LaunchPad pad;
  private final SpareDescriptor spare;
  private boolean closed;

  StreamListener(
      ListenSocket socket,
      LiveService service,
      ConnectionServer server,
      LaunchPad pad,
      SpareDescriptor spare)
      throws LinuxException {
    this.socket = socket;
    this.service = service;
    this.server = server;
    this.pad = pad;
    this.spare = spare;
    pad.watch(socket.fd(), this);
  }

  /** The listener is ready and this thread has the turn. */
  @Override
  public void run(Spawner spawner) {
    int connection;
    synchronized (this) {
      if (closed) {
        return;
      }
      connection = Sockets.accept(socket.fd(), spawner.client(), server.blocking());
      if (connection < 0 && isShortage(-connection)) {
        makeRoom(spawner, -connection);
      }
      pad.rearm(socket.fd());
    }
    if (connection >= 0) {
      server.serve(connection, spawner);
    }
  }

  private static boolean isShortage(int errno) {
    return errno == Errno.EMFILE
        || errno == Errno.ENFILE
        || errno == Errno.ENOBUFS
        || errno == Errno.ENOMEM;
  }

  /** Closes the client rather than leave it waiting for a descriptor that may never come. */
  private void makeRoom(Spawner spawner, int errno) {
    if (spare.acceptAndClose(socket.fd(), spawner.client())) {
      var client = ClientAddress.of(spawner.client());
      service.refused(client.source(), client.port(), Refusal.DESCRIPTORS, Errno.nameOf(errno));
    }
  }

  @Override
  public void close() {
    release();
    socket.close();
  }

  @Override
  public synchronized void release() {
    closed = true;
    pad.forget(socket.fd());
  }
}
