package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * An option of a rule.
 *
 * @param keyword what it is, or null where libwrap does not know it
 * @param word as it was written
 * @param value what stands behind it, not yet expanded; or null
 * @param error why it denies whoever gets this far, or null
 */
record HostsOption(Keyword keyword, String word, String value, String error) {

  private static final String BLANKS = " \t\r\n";
  private static final int MOST_UMASK = 0777;

  /** The options in what follows the second colon of a line. */
  static List<HostsOption> parse(String text) {
    List<String> fields = fields(text);
    var options = new ArrayList<HostsOption>();
    for (int i = 0; i < fields.size(); i++) {
      options.add(of(LibcText.chop(fields.get(i)), i == fields.size() - 1));
    }
    return List.copyOf(options);
  }

  /** Splits at colons; {@code \:} is a colon that does not split. */
  private static List<String> fields(String text) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        boolean escape = c == '\\' && text.startsWith(":", i + 1);
        field.append(escape ? text.charAt(++i) : c);
      }
    }
    // The line feed at the end of the line makes a field of nothing else, too.
    fields.add(field.toString());
    return fields;
  }

  private static HostsOption of(String field, boolean last) {
    int end = 0;
    while (end < field.length() && (BLANKS + "=").indexOf(field.charAt(end)) < 0) {
      end++;
    }
    int start = skipBlanks(field, end);
    if (start < field.length() && field.charAt(start) == '=') {
      start = skipBlanks(field, start + 1);
    }
    String word = field.substring(0, end);
    String value = start < field.length() ? field.substring(start) : null;
    Keyword keyword = Keyword.of(word);
    return new HostsOption(keyword, word, value, error(keyword, word, value, last));
  }

  private static int skipBlanks(String text, int from) {
    int i = from;
    while (i < text.length() && BLANKS.indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private static String error(Keyword keyword, String word, String value, boolean last) {
    if (word.isEmpty()) {
      return "an option is announced and does not follow";
    }
    if (keyword == null) {
      return "there is no option of this name: \"" + Printable.of(word) + "\"";
    }
    String option = "option \"" + keyword.word() + "\" ";
    if (value == null && keyword.value() == Keyword.Value.REQUIRED) {
      return option + "requires value";
    }
    if (value != null && keyword.value() == Keyword.Value.NONE) {
      return option + "requires no value";
    }
    if (!last && keyword.isLast()) {
      return option + "must be at end";
    }
    return value == null || hasGoodValue(keyword, value)
        ? null
        : "bad " + keyword.word() + " value: \"" + Printable.of(value) + "\"";
  }

  private static boolean hasGoodValue(Keyword keyword, String value) {
    return switch (keyword) {
      case UMASK -> {
        var mask = new LibcNumber(value, 8);
        yield mask.isWhole(value) && ((int) mask.unsignedValue() & ~MOST_UMASK) == 0;
      }
      case LINGER -> isNumber(value) && number(value) >= 0;
      case NICE -> isNumber(value);
      case RFC931 -> isNumber(value) && number(value) > 0;
      case SEVERITY -> SyslogName.isPriority(value);
      default -> true;
    };
  }

  private static boolean isNumber(String value) {
    return new LibcNumber(value, 10).isWhole(value);
  }

  private static int number(String value) {
    return (int) new LibcNumber(value, 10).value();
  }

  /** Its value as a number, where that was found good. */
  int number() {
    return number(value);
  }

  /** Its value as a mask, where that was found good. */
  int mask() {
    return (int) new LibcNumber(value, 8).unsignedValue();
  }
}
