package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.admission.SourceSlot;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.SocketAddressBuffer;

/**
 * An accepted client on its way to a handler. Whoever has it owns the descriptor and the places
 * that it takes in the limits; in one thread's hands at a time.
 */
final class Connection {

  private final int fd;
  private final Source source;
  private final int port;

  private SourceSlot place;

  private Connection(int fd, Source source, int port) {
    this.fd = fd;
    this.source = source;
    this.port = port;
  }

  /** The connection of a client whose address is in the buffer. */
  static Connection of(int fd, SocketAddressBuffer client) {
    return client.isInternet()
        ? new Connection(fd, new Source(client.high(), client.low()), client.port())
        : new Connection(fd, null, 0);
  }

  int fd() {
    return fd;
  }

  /** The client's address, or null for a Unix socket. */
  Source source() {
    return source;
  }

  /** The client's port, or 0. */
  int port() {
    return port;
  }

  /** What the client's address gives back at the end, or null before it is admitted. */
  SourceSlot place() {
    return place;
  }

  void take(SourceSlot taken) {
    place = taken;
  }

  boolean isUnix() {
    return source == null;
  }

  void close() {
    Descriptors.close(fd);
  }
}
