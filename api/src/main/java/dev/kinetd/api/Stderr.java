package dev.kinetd.api;

/** Where a handler's descriptor 2 leads. */
public enum Stderr {
  /** To the runtime's log, line by line. */
  Log,
  /** To the client, as in every inetd. */
  Client
}
