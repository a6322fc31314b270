package dev.kinetd.runtime.frontend;

import java.util.ArrayList;
import java.util.List;

/** Splits an inetd.conf into entries and words as the program of a dialect does. */
final class LogicalLines {

  private LogicalLines() {}

  static List<LogicalLine> of(SourceText source, Dialect dialect) {
    return dialect == Dialect.INETUTILS ? inetutils(source) : openbsd(source);
  }

  /**
   * A line that begins with a blank continues the one directly above it, unless that is a comment:
   * {@code #} is looked for in column 1 of a first line only.
   */
  private static List<LogicalLine> openbsd(SourceText source) {
    var entries = new ArrayList<LogicalLine>();
    List<SourceLine> lines = source.lines();
    int i = 0;
    while (i < lines.size()) {
      SourceLine first = lines.get(i++);
      if (first.startsWith('#')) {
        continue;
      }
      var words = new ArrayList<Word>();
      SourceLine broken = first.isBroken() ? first : null;
      int longest = first.bytes();
      blankSeparated(first, words);
      while (i < lines.size() && lines.get(i).startsBlank()) {
        SourceLine next = lines.get(i++);
        broken = broken == null && next.isBroken() ? next : broken;
        longest = Math.max(longest, next.bytes());
        blankSeparated(next, words);
      }
      entries.add(new LogicalLine(first.number(), words, broken, longest));
    }
    return entries;
  }

  private static List<LogicalLine> inetutils(SourceText source) {
    var entries = new ArrayList<LogicalLine>();
    for (SourceLine line : source.lines()) {
      if (!line.startsWith('#')) {
        var words = new ArrayList<Word>();
        quoted(line, words);
        entries.add(
            new LogicalLine(line.number(), words, line.isBroken() ? line : null, line.bytes()));
      }
    }
    return entries;
  }

  /** No quotes, no escapes; a carriage return is a letter like any other. */
  private static void blankSeparated(SourceLine line, List<Word> words) {
    String text = line.text();
    int i = 0;
    while (true) {
      i = skipBlanks(text, i);
      if (i == text.length()) {
        return;
      }
      int end = endOfWord(text, i);
      words.add(Word.plain(text.substring(i, end), line.number()));
      i = end;
    }
  }

  /**
   * A word that begins with a quote ends at the next such quote. A double quote begins a word, also
   * where no blank stands before it; a single quote inside a word is a letter.
   */
  private static void quoted(SourceLine line, List<Word> words) {
    String text = line.text().endsWith("\r") ? chop(line.text()) : line.text();
    int i = 0;
    while (true) {
      i = skipBlanks(text, i);
      if (i == text.length()) {
        return;
      }
      char c = text.charAt(i);
      boolean quote = c == '"' || c == '\'';
      int end = quote ? text.indexOf(c, i + 1) : endOfUnquoted(text, i);
      if (end < 0) {
        words.add(new Word(text.substring(i), line.number(), Word.Quotes.UNCLOSED));
        return;
      }
      int next = quote ? end + 1 : end;
      boolean abutting = next < text.length() && !isBlank(text.charAt(next));
      Word.Quotes grouping = quote ? Word.Quotes.GROUPING : Word.Quotes.NONE;
      words.add(
          new Word(
              text.substring(quote ? i + 1 : i, end),
              line.number(),
              abutting ? Word.Quotes.ABUTTING : grouping));
      i = next;
    }
  }

  private static int endOfUnquoted(String text, int from) {
    int end = endOfWord(text, from);
    int quote = text.indexOf('"', from);
    return quote < 0 ? end : Math.min(end, quote);
  }

  private static String chop(String text) {
    return text.substring(0, text.length() - 1);
  }

  private static int skipBlanks(String text, int from) {
    int i = from;
    while (i < text.length() && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int endOfWord(String text, int from) {
    int i = from;
    while (i < text.length() && !isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
