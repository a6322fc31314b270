package dev.kinetd.runtime.access.hosts;

/**
 * An entry of a file, its lines joined.
 *
 * @param text without the line feed at its end; ISO 8859-1
 * @param first the number of its first line
 * @param last the number of its last line: the one that libwrap names
 * @param hasNul whether a NUL byte hides a part of it
 * @param fault why libwrap stops reading here, or null
 */
record HostsLine(String text, int first, int last, boolean hasNul, Fault fault) {

  /** Why a line cannot be read. */
  enum Fault {
    NO_NEWLINE,
    TOO_LONG
  }

  private static final String BLANKS = " \t\r\n";

  boolean isBlank() {
    return LibcText.consistsOf(text, BLANKS);
  }

  /** Only a {@code #} in the first column makes a comment. */
  boolean isComment() {
    return text.startsWith("#");
  }

  boolean isContinued() {
    return last > first;
  }
}
