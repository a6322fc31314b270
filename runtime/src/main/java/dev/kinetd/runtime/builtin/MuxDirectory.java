package dev.kinetd.runtime.builtin;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names behind one TCPMUX port and the texts of RFC 1078. Names are compared without regard to
 * case. Immutable.
 *
 * @param <T> what a name stands for
 */
public final class MuxDirectory<T> {

  private static final String HELP = "help";

  private final Map<String, T> services = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Of names that differ in case alone, the map's last stands. */
  public MuxDirectory(Map<String, T> services) {
    this.services.putAll(services);
  }

  /** Whether the client asked for the list of names. */
  public static boolean isHelp(String name) {
    return name.equalsIgnoreCase(HELP);
  }

  /** The service of a name that a client sent, or null. */
  public T find(String name) {
    return services.get(name);
  }

  /** Every name on a line of its own, in alphabetical order: the answer to {@code help}. */
  public byte[] listing() {
    var lines = new StringBuilder();
    services.keySet().forEach(name -> lines.append(name).append("\r\n"));
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Sent before the handler of an announced service starts. */
  public static byte[] go() {
    return "+Go\r\n".getBytes(StandardCharsets.US_ASCII);
  }

  /** Sent to a client whose name no service has. */
  public static byte[] notAvailable() {
    return "-Service not available\r\n".getBytes(StandardCharsets.US_ASCII);
  }
}
