package dev.kinetd.api;

/** The services that the runtime carries out itself. */
public enum Builtin {
  /** RFC 862. */
  Echo,
  /** RFC 863. */
  Discard,
  /** RFC 864. */
  Chargen,
  /** RFC 867. */
  Daytime,
  /** RFC 868. */
  Time,
  /** RFC 1078: one port, many services by name. */
  TcpMux
}
