package dev.kinetd.api;

/**
 * Where in its source something was written.
 *
 * @param file as the user named it
 * @param line from 1, or 0 where the file as a whole is meant
 * @param column from 1, or 0 where the line as a whole is meant
 */
public record Origin(String file, int line, int column) {

  public static Origin ofFile(String file) {
    return new Origin(file, 0, 0);
  }

  public static Origin ofLine(String file, int line) {
    return new Origin(file, line, 0);
  }

  /** The same place after lines were put in before it, or taken out. */
  public Origin movedBy(int lines) {
    return new Origin(file, line + lines, column);
  }

  /** {@code file}, {@code file:line} or {@code file:line:column}. */
  @Override
  public String toString() {
    // Names of files in a folder are chosen by whoever may write there.
    String name = file.chars().anyMatch(Character::isISOControl) ? Printable.of(file) : file;
    if (line == 0) {
      return name;
    }
    return column == 0 ? name + ":" + line : name + ":" + line + ":" + column;
  }
}
