package dev.kinetd.api;

/**
 * Something in a source that does not work, or not as it looks.
 *
 * @param severity whether what it speaks of is served all the same
 * @param origin where it was written, or null where the model alone was looked at
 * @param field path of the field in the resource, such as {@code spec.handler.command}; may be
 *     empty
 * @param text what is wrong
 * @param remedy what the user can do
 */
public record Finding(Severity severity, Origin origin, String field, String text, String remedy) {

  public static Finding error(Origin origin, String field, String text, String remedy) {
    return new Finding(Severity.ERROR, origin, field, text, remedy);
  }

  public static Finding warning(Origin origin, String field, String text, String remedy) {
    return new Finding(Severity.WARNING, origin, field, text, remedy);
  }

  /** The same finding, said of a place in a source. */
  public Finding at(Origin place) {
    return new Finding(severity, place, field, text, remedy);
  }

  /** {@code file:line: level: field: text; remedy}, each part only where there is one. */
  @Override
  public String toString() {
    var out = new StringBuilder();
    if (origin != null) {
      out.append(origin).append(": ");
    }
    out.append(severity.word()).append(": ");
    if (!field.isEmpty()) {
      out.append(field).append(": ");
    }
    out.append(text);
    if (!remedy.isEmpty()) {
      out.append("; ").append(remedy);
    }
    return out.toString();
  }
}
