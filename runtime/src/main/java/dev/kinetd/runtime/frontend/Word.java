package dev.kinetd.runtime.frontend;

/**
 * A word of an inetd.conf.
 *
 * @param text as the server is given it
 * @param line where it stands
 * @param shape what an author might not expect about its quotes
 */
record Word(String text, int line, Quotes shape) {

  /** How quotes took part in a word. */
  enum Quotes {
    NONE,
    /** They grouped blanks and are gone. */
    GROUPING,
    /** One of them ends the word, and the next begins without a blank between. */
    ABUTTING,
    /** The closing one is missing, so the word goes on to the end of the line. */
    UNCLOSED
  }

  static Word plain(String text, int line) {
    return new Word(text, line, Quotes.NONE);
  }
}
