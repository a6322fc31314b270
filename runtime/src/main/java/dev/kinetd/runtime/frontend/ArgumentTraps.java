package dev.kinetd.runtime.frontend;

import java.util.List;

/** Names what an author may not expect about the arguments of a program. */
final class ArgumentTraps {

  private ArgumentTraps() {}

  static void report(List<Word> arguments, LogicalLine line, LineFindings findings) {
    if (!arguments.isEmpty() && arguments.getFirst().text().startsWith("-")) {
      findings.warning(
          LineFindings.quote(arguments.getFirst().text())
              + " is the program's name (argv[0]), not an option",
          "write the name of the program before it");
    }
    comments(arguments, line, findings);
    if (findings.dialect() == Dialect.INETUTILS) {
      inetutilsQuotes(arguments, findings);
    } else {
      literalQuotes(arguments, findings);
    }
  }

  private static void comments(List<Word> arguments, LogicalLine line, LineFindings findings) {
    int previous = line.line();
    for (Word word : arguments) {
      boolean startsLine = word.line() != previous;
      previous = word.line();
      if (word.text().startsWith("#")) {
        if (startsLine) {
          findings.warning(
              word.line(),
              "an indented line continues the service of line "
                  + line.line()
                  + ", so this comment"
                  + " becomes arguments of its program",
              "begin the comment in column 1");
        } else {
          findings.warning(
              word.line(),
              "the comment behind the program becomes arguments of it, from "
                  + LineFindings.quote(word.text()),
              "put the comment on a line of its own");
        }
        return;
      }
    }
  }

  private static void literalQuotes(List<Word> arguments, LineFindings findings) {
    for (Word word : arguments) {
      if (isQuote(word.text().charAt(0)) || isQuote(word.text().charAt(word.text().length() - 1))) {
        findings.warning(
            "quotes do not group words, the program gets them as they stand: "
                + LineFindings.quote(word.text()),
            "remove them, or start a script that has the whole command");
        return;
      }
    }
  }

  private static void inetutilsQuotes(List<Word> arguments, LineFindings findings) {
    for (Word word : arguments) {
      String text = LineFindings.quote(word.text());
      if (word.shape() == Word.Quotes.UNCLOSED) {
        findings.warning(
            "a quote is not closed, so the rest of the line is one argument: " + text,
            "close the quote");
      } else if (word.shape() == Word.Quotes.ABUTTING) {
        findings.warning(
            "a quote ends the argument "
                + text
                + ", and what follows it without a blank is another",
            "quote the whole argument");
      } else if (word.shape() == Word.Quotes.NONE
          && word.text().chars().anyMatch(c -> isQuote((char) c))) {
        findings.warning(
            "a quote inside a word is passed on as it stands: " + text, "quote the whole argument");
      }
    }
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }
}
