package dev.kinetd.runtime.access.hosts;

import dev.kinetd.runtime.admission.Source;
import java.util.Arrays;

/** Reads an IPv6 address as inet_pton(3) does. */
final class Ipv6Text {

  private static final int GROUPS = 8;

  private final String text;
  private final int[] groups = new int[GROUPS];
  private int count;
  private int gap = -1;

  private Ipv6Text(String text) {
    this.text = text;
  }

  /** The address, or null where the text is none. */
  static Source parse(String text) {
    var reading = new Ipv6Text(text);
    return reading.read() ? reading.address() : null;
  }

  private boolean read() {
    int i = 0;
    if (text.startsWith(":")) {
      if (!text.startsWith("::")) {
        return false;
      }
      i = 1;
    }
    int start = i;
    int digits = 0;
    int value = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit >= 0) {
        if (++digits > 4) {
          return false;
        }
        value = value << 4 | digit;
      } else if (c == ':') {
        start = i;
        if (digits == 0) {
          if (gap >= 0) {
            return false;
          }
          gap = count;
        } else if (i == text.length() || !add(value)) {
          return false;
        }
        digits = 0;
        value = 0;
      } else {
        return c == '.' && dotted(text.substring(start)) && fill();
      }
    }
    return (digits == 0 || add(value)) && !text.isEmpty() && fill();
  }

  private boolean add(int group) {
    if (count == GROUPS) {
      return false;
    }
    groups[count++] = group;
    return true;
  }

  /** Four decimal numbers without leading zeros, as the last 32 bits. */
  private boolean dotted(String quad) {
    String[] parts = quad.split("\\.", -1);
    if (parts.length != 4 || count > GROUPS - 2) {
      return false;
    }
    int bits = 0;
    for (String part : parts) {
      boolean leadingZero = part.length() > 1 && part.charAt(0) == '0';
      if (part.isEmpty()
          || part.length() > 3
          || leadingZero
          || !LibcText.consistsOf(part, "0123456789")
          || Integer.parseInt(part) > 255) {
        return false;
      }
      bits = bits << 8 | Integer.parseInt(part);
    }
    return add(bits >>> 16) && add(bits & 0xffff);
  }

  /** Puts zeros where {@code ::} stands, which must be worth at least one group. */
  private boolean fill() {
    if (gap < 0) {
      return count == GROUPS;
    }
    if (count == GROUPS) {
      return false;
    }
    int tail = count - gap;
    System.arraycopy(groups, gap, groups, GROUPS - tail, tail);
    Arrays.fill(groups, gap, GROUPS - tail, 0);
    return true;
  }

  private Source address() {
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 16 | groups[i];
      low = low << 16 | groups[i + 4];
    }
    return new Source(high, low);
  }
}
