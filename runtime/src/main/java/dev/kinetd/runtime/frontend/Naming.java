package dev.kinetd.runtime.frontend;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gives services names that nobody else has. */
final class Naming {

  private static final int MAX_LABEL = 63;

  private final Set<String> taken = new HashSet<>();

  /** Whether the name was free. */
  boolean take(String name) {
    return taken.add(name);
  }

  /** A free name: as asked for, else with the address, else with a number. */
  String free(String name, String address) {
    String plain = label(name);
    if (taken.add(plain)) {
      return plain;
    }
    String base = plain;
    if (!address.isEmpty()) {
      base = label(name + "-" + address);
      if (taken.add(base)) {
        return base;
      }
    }
    for (int i = 2; ; i++) {
      String numbered = base.substring(0, Math.min(base.length(), MAX_LABEL - 6)) + "-" + i;
      if (taken.add(numbered)) {
        return numbered;
      }
    }
  }

  /** A DNS label (RFC 1123) that resembles the text. */
  static String label(String text) {
    String label = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    label = label.substring(0, Math.min(label.length(), MAX_LABEL)).replaceAll("^-+|-+$", "");
    return label.isEmpty() ? "service" : label;
  }
}
