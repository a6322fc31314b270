package dev.kinetd.runtime.builtin;

/**
 * The lines of RFC 864: 72 of the 95 printable ASCII characters, each line beginning one further in
 * the ring, then CR LF. The pattern repeats after 95 lines.
 */
final class CharacterGenerator {

  static final int LINES = 95;
  static final int LINE_LENGTH = 74;

  private static final int WIDTH = 72;

  private CharacterGenerator() {}

  /** All lines once, in order. */
  static byte[] cycle() {
    var bytes = new byte[LINES * LINE_LENGTH];
    for (int line = 0; line < LINES; line++) {
      int start = line * LINE_LENGTH;
      for (int column = 0; column < WIDTH; column++) {
        bytes[start + column] = (byte) (' ' + (line + column) % LINES);
      }
      bytes[start + WIDTH] = '\r';
      bytes[start + WIDTH + 1] = '\n';
    }
    return bytes;
  }
}
