package dev.kinetd.api;

/**
 * How a service is reached through TCPMUX (RFC 1078).
 *
 * @param name what the client sends in its first line; compared without regard to case
 * @param announce whether the runtime answers {@code +Go} before the handler starts
 */
public record TcpMux(String name, boolean announce) {

  /** The most characters of a name, line end not counted. */
  public static final int MAX_NAME_LENGTH = 64;
}
