package dev.kinetd.runtime.access.hosts;

/**
 * What the C library makes of text in the C locale, for the functions that libwrap uses. A
 * character is a byte (ISO 8859-1); only ASCII letters have case.
 */
final class LibcText {

  private LibcText() {}

  /** As isspace(3). */
  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  static boolean same(char a, char b) {
    return a == b || lower(a) == lower(b);
  }

  /** As strcasecmp(3) for equality. */
  static boolean same(String a, String b) {
    return a.length() == b.length() && sameAt(a, b, 0);
  }

  /** Whether a part stands in a text at an offset, whatever the case. */
  static boolean sameAt(String part, String text, int offset) {
    if (offset < 0 || text.length() - offset < part.length()) {
      return false;
    }
    for (int i = 0; i < part.length(); i++) {
      if (!same(part.charAt(i), text.charAt(offset + i))) {
        return false;
      }
    }
    return true;
  }

  /** The text with its ASCII letters in lower case: equal for texts that are the same. */
  static String fold(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (lower(text.charAt(i)) != text.charAt(i)) {
        var out = new StringBuilder(text);
        for (int j = i; j < out.length(); j++) {
          out.setCharAt(j, lower(out.charAt(j)));
        }
        return out.toString();
      }
    }
    return text;
  }

  /** Whether the text has nothing but the characters given. */
  static boolean consistsOf(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where a delimiter stands that no bracket protects, or -1. A closing bracket too many protects
   * what follows as an opening one does: that is how libwrap counts.
   */
  static int unbracketed(String text, int from, char delimiter) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (depth == 0 && c == delimiter) {
        return i;
      }
    }
    return -1;
  }

  /** The text without the white space around it. */
  static String chop(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** As atoi(3): what does not begin with a number is 0, one too large is -1. */
  static int atoi(String text) {
    var number = new LibcNumber(text, 10);
    return number.isNumber() ? (int) number.value() : 0;
  }
}
