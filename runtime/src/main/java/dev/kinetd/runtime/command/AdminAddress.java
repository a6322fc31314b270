package dev.kinetd.runtime.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where health and metrics are served.
 *
 * @param host null for nowhere
 */
record AdminAddress(String host, int port) {

  static final String DEFAULT = "127.0.0.1:9000";

  private static final String NONE = "none";

  boolean none() {
    return host == null;
  }

  /** Whether somebody could listen there at the moment; the error in words, or null. */
  String problem() {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
      return null;
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  /** Reads {@code ADDRESS:PORT} or {@code none}. */
  static final class Converter implements ITypeConverter<AdminAddress> {

    @Override
    public AdminAddress convert(String value) {
      if (value.equals(NONE)) {
        return new AdminAddress(null, 0);
      }
      int colon = value.lastIndexOf(':');
      try {
        int port = Integer.parseInt(value.substring(colon + 1));
        if (colon > 0 && port >= 0 && port <= 65535) {
          String host = value.substring(0, colon);
          return new AdminAddress(host.replace("[", "").replace("]", ""), port);
        }
      } catch (NumberFormatException e) {
        // Said below, with what was meant.
      }
      throw new TypeConversionException(
          "\"" + value + "\" is neither ADDRESS:PORT nor \"" + NONE + "\"");
    }
  }
}
