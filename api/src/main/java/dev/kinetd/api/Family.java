package dev.kinetd.api;

/** Which IP versions a service listens on. */
public enum Family {
  IPv4,
  IPv6,
  /** Two sockets on one port, so that a handler sees an IPv4 client as an IPv4 client. */
  Dual
}
