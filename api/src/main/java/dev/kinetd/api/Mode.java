package dev.kinetd.api;

/** Who accepts a client: the runtime, the handler, or the multiplexer on port 1. */
public enum Mode {
  /** The runtime accepts; one handler serves one connection. */
  PerConnection,
  /** One handler at a time gets the listening or the unread datagram socket itself. */
  Wait,
  /** Reached by name through a TCPMUX service (RFC 1078) in place of a port of its own. */
  TcpMux;

  /** The mode of a service that names none. */
  public static Mode defaultFor(Protocol protocol) {
    return protocol == Protocol.UDP ? Wait : PerConnection;
  }
}
