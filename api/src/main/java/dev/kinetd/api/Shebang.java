package dev.kinetd.api;

/**
 * The first line of a script, which says what reads it, as the kernel takes it apart (execve(2)).
 *
 * @param interpreter absolute path of the program that reads the script
 * @param argument everything behind it, as one word, or null
 */
public record Shebang(String interpreter, String argument) {

  private static final String MARK = "#!";
  private static final String REMEDY =
      "begin the script with a line such as #!/bin/sh or #!/usr/bin/env python3";

  /** Takes apart the first line of a script in which {@link #check} finds nothing. */
  public static Shebang of(String script) {
    String words = firstLine(script).substring(MARK.length()).strip();
    int end = 0;
    while (end < words.length() && !isBlank(words.charAt(end))) {
      end++;
    }
    String rest = words.substring(end).strip();
    return new Shebang(words.substring(0, end), rest.isEmpty() ? null : rest);
  }

  /** What is wrong with the first line of a script, or null. */
  static Finding check(String field, String script) {
    String line = firstLine(script);
    if (!line.startsWith(MARK)) {
      return Finding.error(null, field, "does not name its interpreter", REMEDY);
    }
    if (line.endsWith("\r")) {
      return Finding.error(
          null,
          field,
          "its first line ends in a carriage return, which would be part of the interpreter's name",
          "write the script with line ends of LF alone");
    }
    String interpreter = of(script).interpreter();
    if (interpreter.isEmpty()) {
      return Finding.error(null, field, "names no interpreter behind " + MARK, REMEDY);
    }
    if (!interpreter.startsWith("/")) {
      String name = Printable.of(interpreter);
      return Finding.error(
          null,
          field,
          "its interpreter \"" + name + "\" is not an absolute path",
          "write #!/usr/bin/env " + name + ", or where the program is, such as #!/bin/" + name);
    }
    return null;
  }

  private static String firstLine(String script) {
    int end = script.indexOf('\n');
    return end < 0 ? script : script.substring(0, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
