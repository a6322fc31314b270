package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Port numbers by name, from a file in the format of services(5). The file is read at the first
 * question, and again by a new instance only.
 */
public final class ServiceNames {

  private final Path file;
  private Map<String, Integer> ports;
  private boolean readable;

  private ServiceNames(Path file) {
    this.file = file;
  }

  /** The names that this machine knows. */
  public static ServiceNames ofSystem() {
    return new ServiceNames(Path.of("/etc/services"));
  }

  public static ServiceNames of(Path file) {
    return new ServiceNames(file);
  }

  /** The port of a service, or nothing where the file does not name it for the protocol. */
  OptionalInt port(String name, Protocol protocol) {
    load();
    Integer port = ports.get(key(name, protocol.name().toLowerCase(Locale.ROOT)));
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /** Where the names come from, and whether it could be read: for messages. */
  String source() {
    load();
    return readable ? file.toString() : file + ", which cannot be read";
  }

  private synchronized void load() {
    if (ports != null) {
      return;
    }
    ports = new HashMap<>();
    try {
      // Bytes beyond ASCII occur in comments of real files: no reason to lose the names.
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        add(line);
      }
      readable = true;
    } catch (IOException e) {
      readable = false;
    }
  }

  private void add(String line) {
    int comment = line.indexOf('#');
    String[] words = (comment < 0 ? line : line.substring(0, comment)).trim().split("[ \t]+");
    int slash = words.length < 2 ? -1 : words[1].indexOf('/');
    if (slash < 0) {
      return;
    }
    OptionalInt port = PortNumber.parse(words[1].substring(0, slash));
    String protocol = words[1].substring(slash + 1);
    if (port.isPresent()) {
      for (int i = 0; i < words.length; i++) {
        if (i != 1) {
          ports.putIfAbsent(key(words[i], protocol), port.getAsInt());
        }
      }
    }
  }

  private static String key(String name, String protocol) {
    return name + "/" + protocol;
  }
}
