package dev.kinetd.runtime.frontend;

/**
 * One line of a source, its line feed removed; a carriage return stays.
 *
 * @param number from 1
 * @param text what it says; only good for telling a comment where there is a fault
 * @param bytes its length in the source
 * @param fault why the line cannot be used, or null
 */
record SourceLine(int number, String text, int bytes, String fault) {

  boolean isBroken() {
    return fault != null;
  }

  boolean startsWith(char c) {
    return !text.isEmpty() && text.charAt(0) == c;
  }

  boolean startsBlank() {
    return startsWith(' ') || startsWith('\t');
  }
}
