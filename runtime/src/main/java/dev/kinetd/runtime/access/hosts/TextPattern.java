package dev.kinetd.runtime.access.hosts;

import dev.kinetd.runtime.admission.Source;

/**
 * A word of a rule as libwrap compares it with a text: the name of a daemon, a user or a host, or
 * an address.
 */
sealed interface TextPattern {

  boolean matches(String text);

  /** {@code ALL}. */
  record Any() implements TextPattern {
    @Override
    public boolean matches(String text) {
      return true;
    }
  }

  /** {@code KNOWN}. */
  record Known() implements TextPattern {
    @Override
    public boolean matches(String text) {
      return !LibcText.same(text, HostsFacts.UNKNOWN);
    }
  }

  /** A word with {@code *} or {@code ?}. */
  record Wildcard(Glob glob) implements TextPattern {
    @Override
    public boolean matches(String text) {
      return glob.matches(text);
    }
  }

  /** A word that begins with a dot. It matches what ends in it and is longer. */
  record Suffix(String suffix) implements TextPattern {
    @Override
    public boolean matches(String text) {
      int start = text.length() - suffix.length();
      return start > 0 && LibcText.sameAt(suffix, text, start);
    }
  }

  /** A word that ends in a dot. */
  record Prefix(String prefix) implements TextPattern {
    @Override
    public boolean matches(String text) {
      return LibcText.sameAt(prefix, text, 0);
    }
  }

  /**
   * A word in brackets.
   *
   * @param address what they hold, or null where that is no IPv6 address; then nothing matches
   */
  record Bracketed(Source address) implements TextPattern {
    @Override
    public boolean matches(String text) {
      return address != null && address.equals(LibcAddress.ipv6(text));
    }
  }

  /** Any other word. */
  record Exact(String word) implements TextPattern {
    @Override
    public boolean matches(String text) {
      return LibcText.same(word, text);
    }
  }

  /** Tells the kind in libwrap's order, in which {@code *ALL} is a wildcard, not a suffix. */
  static TextPattern of(String word) {
    if (Glob.isGlob(word)) {
      return new Wildcard(new Glob(word));
    }
    if (word.startsWith(".")) {
      return new Suffix(word);
    }
    if (LibcText.same(word, "ALL")) {
      return new Any();
    }
    if (LibcText.same(word, "KNOWN")) {
      return new Known();
    }
    if (word.endsWith(".")) {
      return new Prefix(word);
    }
    if (word.startsWith("[") && word.endsWith("]")) {
      return new Bracketed(LibcAddress.ipv6(word.substring(1, word.length() - 1)));
    }
    return new Exact(word);
  }
}
