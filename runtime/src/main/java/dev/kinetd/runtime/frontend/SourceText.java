package dev.kinetd.runtime.frontend;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A source as lines of text.
 *
 * @param file its name in messages
 * @param folder against which what it names is resolved
 * @param lines in order; a line that is no text is kept with its fault
 */
record SourceText(String file, Path folder, List<SourceLine> lines) {

  /** The longest line that is read, in bytes: more than any program can be given. */
  static final int MAX_LINE = 128 * 1024;

  private static final int PROBED = 4096;

  static SourceText of(String file, Path folder, byte[] content) {
    return of(file, folder, content, MAX_LINE);
  }

  /**
   * The lines of a text.
   *
   * @param maxLine the longest line that is read, in bytes
   */
  static SourceText of(String file, Path folder, byte[] content, int maxLine) {
    var lines = new ArrayList<SourceLine>();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        lines.add(line(lines.size() + 1, content, start, i, maxLine));
        start = i + 1;
      }
    }
    if (start < content.length) {
      lines.add(line(lines.size() + 1, content, start, content.length, maxLine));
    }
    return new SourceText(file, folder, lines);
  }

  /** Whether the first bytes are those of some other kind of file, rather than broken text. */
  static boolean isBinary(byte[] content) {
    int probed = Math.min(content.length, PROBED);
    int odd = 0;
    for (int i = 0; i < probed; i++) {
      int c = content[i] & 0xff;
      if ((c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 127) {
        odd++;
      }
    }
    // Random bytes have one control character in nine; text has none or a stray one.
    return odd * 20 > probed;
  }

  private static SourceLine line(int number, byte[] content, int start, int end, int maxLine) {
    int length = end - start;
    if (length > maxLine) {
      String head = new String(content, start, 64, StandardCharsets.ISO_8859_1);
      return new SourceLine(
          number, head, length, "is longer than " + maxLine + " bytes (" + length + ")");
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(content, start, length))
              .toString();
      return new SourceLine(
          number, text, length, text.indexOf('\0') >= 0 ? "has a NUL byte" : null);
    } catch (CharacterCodingException e) {
      String text = new String(content, start, length, StandardCharsets.ISO_8859_1);
      return new SourceLine(number, text, length, "is not UTF-8 text");
    }
  }
}
