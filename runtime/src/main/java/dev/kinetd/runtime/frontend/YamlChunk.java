package dev.kinetd.runtime.frontend;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One document of a YAML file. A file is cut before it is parsed, so that a document that is broken
 * loses only itself: a line that begins with {@code ---} begins a document whatever stands before
 * it (YAML 1.2 section 9.1.2).
 *
 * @param firstLine number of its first line in the file
 */
record YamlChunk(int firstLine, List<SourceLine> lines) {

  static List<YamlChunk> split(SourceText source) {
    var chunks = new ArrayList<YamlChunk>();
    var pending = new ArrayList<SourceLine>();
    for (SourceLine line : source.lines()) {
      if (isMarker(line.text()) && !isPreamble(pending)) {
        add(chunks, pending);
        pending = new ArrayList<>();
      }
      pending.add(line);
    }
    add(chunks, pending);
    return chunks;
  }

  /** A line of it that is no text, or null. */
  SourceLine broken() {
    return lines.stream().filter(SourceLine::isBroken).findFirst().orElse(null);
  }

  /** Whether it seems to be meant as a resource of a kind, where it cannot be read as one. */
  boolean seemsToBe(String kind) {
    var said =
        Pattern.compile(
            "([^#]*[{,\\s\"'])?kind[\"']?\\s*:\\s*[\"']?" + kind + "\\b.*",
            Pattern.CASE_INSENSITIVE);
    return lines.stream().anyMatch(line -> said.matcher(line.text()).matches());
  }

  String text() {
    var text = new StringBuilder();
    for (SourceLine line : lines) {
      text.append(line.text()).append('\n');
    }
    return text.toString();
  }

  private static void add(List<YamlChunk> chunks, List<SourceLine> lines) {
    if (!lines.isEmpty()) {
      chunks.add(new YamlChunk(lines.getFirst().number(), lines));
    }
  }

  private static boolean isMarker(String line) {
    return line.startsWith("---") && (line.length() == 3 || Character.isWhitespace(line.charAt(3)));
  }

  /** Whether there is nothing so far but directives and comments, which belong to what follows. */
  private static boolean isPreamble(List<SourceLine> lines) {
    return lines.stream()
        .allMatch(
            line ->
                !line.isBroken()
                    && (line.text().isBlank() || line.startsWith('#') || line.startsWith('%')));
  }
}
