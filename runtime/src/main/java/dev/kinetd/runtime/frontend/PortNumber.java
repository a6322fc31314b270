package dev.kinetd.runtime.frontend;

import java.util.OptionalInt;

/** Ports written as decimal numbers. */
final class PortNumber {

  private PortNumber() {}

  static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The port, or nothing where the text is no number from 1 to 65535. */
  static OptionalInt parse(String text) {
    if (!isNumber(text) || text.length() > 9) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(text);
    return port < 1 || port > 65535 ? OptionalInt.empty() : OptionalInt.of(port);
  }
}
