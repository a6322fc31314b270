package dev.kinetd.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest by which operator and runtime know that they speak of the same environment: SHA-256
 * over {@code kind NUL name NUL file LF} for each object, in the order in which the service names
 * them. An instance makes one digest; one thread at a time.
 */
public final class EnvironmentDigest {

  private final MessageDigest digest;

  /** Begins with no object. */
  public EnvironmentDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /**
   * Adds the next object.
   *
   * @param file the bytes of its file, as they are
   */
  public EnvironmentDigest add(EnvironmentObject object, byte[] file) {
    text(object.kind().word());
    digest.update((byte) 0);
    text(object.name());
    digest.update((byte) 0);
    digest.update(file);
    digest.update((byte) '\n');
    return this;
  }

  /** The digest of what was added, in hexadecimal; the instance is of no use afterwards. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private void text(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }
}
