package dev.kinetd.api;

import io.fabric8.generator.annotation.Default;

/**
 * A Unix socket to listen on.
 *
 * @param path its path, absolute; at most 107 bytes
 * @param mode its permissions in octal
 * @param user its owner, by name or number. Absent means that it is left alone
 * @param group its group, by name or number. Absent means that it is left alone
 */
public record UnixSocket(
    String path, @Default(UnixSocket.DEFAULT_MODE) String mode, String user, String group) {

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
