package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.launch.LaunchPad;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.launch.WatchLoop;
import dev.kinetd.runtime.linux.Errno;
import dev.kinetd.runtime.linux.LinuxException;
import dev.kinetd.runtime.linux.Sockets;

/**
 * Accepts connections on the launch pad's threads and gives each to the service's {@link
 * ConnectionServer}. Accepting and closing exclude each other, so that no thread accepts from a
 * descriptor number that has come to mean another socket.
 */
final class StreamListener implements Listener, LaunchPad.Work {

  /** Before a client is looked at again that could be neither accepted nor closed. */
  private static final long SHORTAGE_NANOS = 50_000_000;

  private final ListenSocket socket;
  private final LiveService service;
  private final ConnectionServer server;
  private final LaunchPad pad;
  private final WatchLoop loop;
  private final SpareDescriptor spare;
  private final Runnable onUseless;
  private boolean closed;
  private volatile boolean useless;

  /**
   * @param onUseless called, on the watch loop's thread, when the socket must be replaced
   */
  StreamListener(
      ListenSocket socket,
      LiveService service,
      ConnectionServer server,
      LaunchPad pad,
      WatchLoop loop,
      SpareDescriptor spare,
      Runnable onUseless)
      throws LinuxException {
    this.socket = socket;
    this.service = service;
    this.server = server;
    this.pad = pad;
    this.loop = loop;
    this.spare = spare;
    this.onUseless = onUseless;
    pad.watch(socket.fd(), this);
  }

  /** The listener is ready and this thread has the turn. */
  @Override
  public void run(Spawner spawner) {
    int fd = accept(spawner);
    if (fd >= 0) {
      service.entrance().enter(Connection.of(fd, spawner.client()), spawner, server);
    }
  }

  private synchronized int accept(Spawner spawner) {
    if (closed) {
      return -1;
    }
    boolean atOnce = true;
    try {
      int connection = Sockets.accept(socket.fd(), spawner.client(), server.blocking());
      if (connection >= 0) {
        spare.restore();
      } else if (connection == -Errno.EINVAL) {
        // A handler that was given the socket itself, before a reload, has shut it down.
        useless = true;
        service.warn("a handler has made its socket useless to others; it is opened again");
        loop.execute(onUseless);
      } else if (isShortage(-connection)) {
        atOnce = makeRoom(spawner, -connection);
      }
      return connection;
    } finally {
      if (atOnce && !useless) {
        pad.rearm(socket.fd());
      } else if (!useless) {
        loop.execute(() -> loop.schedule(SHORTAGE_NANOS, this::rearm));
      }
    }
  }

  private synchronized void rearm() {
    if (!closed) {
      pad.rearm(socket.fd());
    }
  }

  private static boolean isShortage(int errno) {
    return errno == Errno.EMFILE
        || errno == Errno.ENFILE
        || errno == Errno.ENOBUFS
        || errno == Errno.ENOMEM;
  }

  /** Closes the client rather than leave it waiting for a descriptor that may never come. */
  private boolean makeRoom(Spawner spawner, int errno) {
    if (!spare.acceptAndClose(socket.fd(), spawner.client())) {
      service.setTrouble("accept4: " + Errno.describe(errno));
      return false;
    }
    service.refused(
        Connection.of(-1, spawner.client()), Refusal.DESCRIPTORS, Errno.describe(errno));
    return true;
  }

  @Override
  public boolean useless() {
    return useless;
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
