package dev.kinetd.runtime.access.hosts;

/**
 * A pattern with {@code *} and {@code ?} as Debian's libwrap matches it, whatever the case of
 * letters, but in time proportional to the lengths multiplied: names come from strangers, and
 * libwrap's own way takes exponential time.
 */
final class Glob {

  private final String pattern;

  /**
   * Stars side by side are one, but at the end of a pattern they want at least one more character:
   * libwrap tries the second star only where something is left.
   */
  Glob(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '*') {
      end--;
    }
    String tail = text.length() - end > 1 ? "?*" : text.substring(end);
    pattern = text.substring(0, end).replaceAll("\\*+", "*") + tail;
  }

  static boolean isGlob(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  boolean matches(String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || LibcText.same(pattern.charAt(p), text.charAt(t)))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
