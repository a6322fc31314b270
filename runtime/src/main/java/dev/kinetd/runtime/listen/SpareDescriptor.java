package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.LinuxException;
import dev.kinetd.runtime.linux.SocketAddressBuffer;
import dev.kinetd.runtime.linux.Sockets;

/**
 * A descriptor kept in reserve: given up for a moment, it lets the runtime accept and close a
 * client when its table is full, where the client would otherwise wait and the listener spin.
 */
final class SpareDescriptor {

  private volatile int fd;
  private boolean closed;

  SpareDescriptor() throws LinuxException {
    fd = Descriptors.eventCounter();
  }

  /** Whether a client was taken off the queue and closed. */
  synchronized boolean acceptAndClose(int listener, SocketAddressBuffer client) {
    if (fd >= 0) {
      Descriptors.close(fd);
      fd = -1;
    }
    int connection = Sockets.accept(listener, client, false);
    if (connection >= 0) {
      Descriptors.close(connection);
    }
    restore();
    return connection >= 0;
  }

  /** Has a reserve again where another thread was quicker to take what was given up. */
  void restore() {
    if (fd < 0) {
      reserve();
    }
  }

  private synchronized void reserve() {
    try {
      fd = fd < 0 && !closed ? Descriptors.eventCounter() : fd;
    } catch (LinuxException e) {
      // There is no room yet.
    }
  }

  synchronized void close() {
    closed = true;
    if (fd >= 0) {
      Descriptors.close(fd);
    }
  }
}
