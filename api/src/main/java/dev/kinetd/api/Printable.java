package dev.kinetd.api;

/** Untrusted text made fit for one line of a log, a message or a terminal. */
public final class Printable {

  private static final int MAX_LENGTH = 200;
  private static final String HEX = "0123456789abcdef";

  private Printable() {}

  /**
   * The text with control characters, quotes, backslashes and anything outside visible ASCII
   * escaped, cut after 200 characters.
   */
  public static String of(String text) {
    var out = new StringBuilder(Math.min(text.length(), MAX_LENGTH) + 8);
    for (int i = 0; i < text.length(); i++) {
      if (i == MAX_LENGTH) {
        return out.append("...").toString();
      }
      append(out, text.charAt(i));
    }
    return out.toString();
  }

  private static void append(StringBuilder out, char c) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '"', '\\' -> out.append('\\').append(c);
      default -> {
        if (c >= ' ' && c < 127) {
          out.append(c);
        } else if (c < 256) {
          out.append("\\x").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        } else {
          out.append("\\u").append(String.format("%04x", (int) c));
        }
      }
    }
  }
}
