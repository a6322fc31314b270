package dev.kinetd.runtime.access.hosts;

import dev.kinetd.runtime.access.hosts.HostsLine.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a file into entries as libwrap does: by fgets(3) into a buffer of 2,048 bytes that a
 * backslash before a line feed leaves open. Reading ends at a line that does not fit, or that no
 * line feed ends. A NUL byte hides the rest of its line, the line feed too.
 */
final class HostsLines {

  /** Bytes of the buffer, one of which is for the NUL at the end. */
  private static final int BUFFER = 2048;

  private final byte[] content;
  private int at;
  private int number;

  private HostsLines(byte[] content) {
    this.content = content;
  }

  static List<HostsLine> of(byte[] content) {
    var reading = new HostsLines(content);
    var lines = new ArrayList<HostsLine>();
    HostsLine line = reading.next();
    while (line != null) {
      lines.add(line);
      line = line.fault() == null ? reading.next() : null;
    }
    return lines;
  }

  /** The next entry, or null at the end. */
  private HostsLine next() {
    var buffer = new byte[BUFFER];
    int length = 0;
    int first = number + 1;
    boolean nul = false;
    while (at < content.length) {
      int start = at;
      int end = endOfChunk(start, BUFFER - 1 - length);
      at = end;
      boolean feed = content[end - 1] == '\n';
      number += feed ? 1 : 0;
      int visible = visible(start, end);
      System.arraycopy(content, start, buffer, length, visible);
      length += visible;
      nul |= visible < end - start;
      if (feed && visible == end - start) {
        boolean continued = visible >= 2 && content[end - 2] == '\\';
        if (!continued) {
          return new HostsLine(text(buffer, length - 1), first, number, nul, null);
        }
        length -= 2;
      }
      if (length == BUFFER - 1) {
        return new HostsLine(text(buffer, length), first, number + 1, nul, Fault.TOO_LONG);
      }
    }
    return length == 0
        ? null
        : new HostsLine(
            text(buffer, length), first, Math.max(first, lastLine()), nul, Fault.NO_NEWLINE);
  }

  private int lastLine() {
    return content[content.length - 1] == '\n' ? number : number + 1;
  }

  private int endOfChunk(int start, int most) {
    int end = start;
    while (end < content.length && end - start < most) {
      if (content[end++] == '\n') {
        break;
      }
    }
    return end;
  }

  private int visible(int start, int end) {
    for (int i = start; i < end; i++) {
      if (content[i] == 0) {
        return i - start;
      }
    }
    return end - start;
  }

  private static String text(byte[] buffer, int length) {
    return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
  }
}
