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

  private int fd;

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
    try {
      fd = Descriptors.eventCounter();
    } catch (LinuxException e) {
      // Another thread was quicker; the next shortage begins without a reserve.
      fd = -1;
    }
    return connection >= 0;
  }

  synchronized void close() {
    if (fd >= 0) {
      Descriptors.close(fd);
    }
  }
}
