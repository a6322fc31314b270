package dev.kinetd.api;

/**
 * A Unix socket to listen on.
 *
 * @param path absolute; at most 107 bytes (unix(7))
 * @param mode permissions in octal, 0666 by default as in inetd
 * @param user owner by name or number, or null to leave it
 * @param group by name or number, or null to leave it
 */
public record UnixSocket(String path, String mode, String user, String group) {

  /** Default of {@code mode}. */
  public static final String DEFAULT_MODE = "0666";

  /** The most bytes of {@code sun_path}, its closing NUL not counted (unix(7)). */
  public static final int MAX_PATH_BYTES = 107;

  public UnixSocket {
    mode = mode == null ? DEFAULT_MODE : mode;
  }

  /** The permissions as a number; only for a socket that passed validation. */
  public int permissions() {
    return Integer.parseInt(mode, 8);
  }
}
