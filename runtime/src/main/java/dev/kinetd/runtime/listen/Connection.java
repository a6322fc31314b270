package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.admission.SourceSlot;
import dev.kinetd.runtime.launch.Dressing;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.SocketAddressBuffer;
import dev.kinetd.runtime.linux.Sockets;

/**
 * An accepted client on its way to a handler. Whoever has it owns the descriptor and the places
 * that it takes in the limits; in one thread's hands at a time.
 */
final class Connection {

  private final int fd;
  private final Source source;
  private final int port;

  private SourceSlot place;
  private Dressing dressing = Dressing.PLAIN;
  private String twist;
  private Judgement judgement;

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

  /** The sender of a datagram, for the log; there is no descriptor of its own. */
  static Connection ofDatagram(Source source, int port) {
    return new Connection(-1, source, port);
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

  /**
   * What the rule that let the client in wants of its handler.
   *
   * @param command serves the client in place of the service, or null
   */
  void wear(Dressing handlers, String command) {
    dressing = handlers;
    twist = command;
  }

  /** Takes note of what access rules said. */
  void judged(Judgement said) {
    judgement = said;
  }

  /** What access rules said, or null where none had to be asked. */
  Judgement judgement() {
    return judgement;
  }

  Dressing dressing() {
    return dressing;
  }

  /** A shell command that serves the client in place of the service, or null. */
  String twist() {
    return twist;
  }

  boolean isUnix() {
    return source == null;
  }

  /**
   * Both ends as access rules see them.
   *
   * @param local room for the service's own address
   */
  Visitor visitor(SocketAddressBuffer local) {
    boolean known = !isUnix() && Sockets.localAddress(fd, local) == 0;
    return new Visitor(
        source,
        port,
        known ? new Source(local.high(), local.low()) : null,
        known ? local.port() : 0,
        true);
  }

  void close() {
    Descriptors.close(fd);
  }
}
