package dev.kinetd.runtime.access.hosts;

/**
 * A number at the start of a text as strtol(3) and strtoul(3) read it on LP64: white space, a sign,
 * digits; a value that does not fit is the nearest that does. The caller narrows it to an int as C
 * does, so that 4294967320 is 24.
 */
final class LibcNumber {

  private final boolean number;
  private final int end;
  private final boolean negative;
  private final long magnitude;
  private final boolean overflow;

  LibcNumber(String text, int radix) {
    int i = 0;
    while (i < text.length() && LibcText.isSpace(text.charAt(i))) {
      i++;
    }
    boolean minus = i < text.length() && text.charAt(i) == '-';
    if (minus || (i < text.length() && text.charAt(i) == '+')) {
      i++;
    }
    int first = i;
    long value = 0;
    boolean tooLarge = false;
    for (; i < text.length() && digit(text.charAt(i)) < radix; i++) {
      int digit = digit(text.charAt(i));
      if (Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, radix)) > 0) {
        tooLarge = true;
      }
      value = value * radix + digit;
    }
    number = i > first;
    end = number ? i : 0;
    negative = minus;
    magnitude = value;
    overflow = tooLarge;
  }

  private static int digit(char c) {
    return LibcText.isDigit(c) ? c - '0' : Integer.MAX_VALUE;
  }

  boolean isNumber() {
    return number;
  }

  /** Whether the number is all of the text: what sscanf("%d%c") == 1 asks. */
  boolean isWhole(String text) {
    return number && end == text.length();
  }

  /** As strtol(3). */
  long value() {
    if (negative) {
      return overflow || Long.compareUnsigned(magnitude, Long.MIN_VALUE) > 0
          ? Long.MIN_VALUE
          : -magnitude;
    }
    return overflow || magnitude < 0 ? Long.MAX_VALUE : magnitude;
  }

  /** As strtoul(3), which turns the sign of what is negative. */
  long unsignedValue() {
    if (overflow) {
      return -1L;
    }
    return negative ? -magnitude : magnitude;
  }
}
