package dev.kinetd.runtime.frontend;

import java.util.List;

/**
 * What one entry of an inetd.conf is read from: a line and those that continue it.
 *
 * @param start number of its first line
 * @param words of all its lines; empty for a line that says nothing
 * @param broken a line of it that is no text, or null
 * @param longest the length of its longest line in bytes
 */
record LogicalLine(int start, List<Word> words, SourceLine broken, int longest) {

  /** The line of its first word. */
  int line() {
    return words.isEmpty() ? start : words.getFirst().line();
  }

  /** Whether it is indented below lines that say nothing, and so continues them. */
  boolean continuesNothing() {
    return line() != start;
  }

  /** Whether it has a word on a line after the first. */
  boolean isContinued() {
    return !words.isEmpty() && words.getLast().line() != words.getFirst().line();
  }
}
