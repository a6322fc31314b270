package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Printable;
import java.util.List;

/**
 * The rules of one file as they were written, for those who translate them.
 *
 * @param entries those that can match, in order
 * @param text the lines up to where libwrap stops reading, each whole but for what no resource may
 *     do
 * @param broken why libwrap stops reading there, or null
 */
public record HostsEntries(List<Entry> entries, String text, String broken) {

  /**
   * A rule.
   *
   * @param line its last line
   */
  public record Entry(Words daemons, Words clients, List<Option> options, int line) {}

  /**
   * A list of patterns.
   *
   * @param except what stands behind the first EXCEPT, or null without one
   */
  public record Words(List<String> items, Words except) {}

  /**
   * An option of a rule.
   *
   * @param word its keyword in small letters, or as it was written where libwrap does not know it
   * @param error why it denies whoever gets this far, or null
   */
  public record Option(String word, String error) {}

  /** Reads a file. One that does not exist has no rules. */
  public static HostsEntries read(String file, HostsFiles files) {
    var hosts = new HostPatterns(new PatternFiles(files));
    HostsTable table = HostsTable.read(file, files, hosts, RuleCounters.after(null));
    String broken = null;
    if (table.unreadable() != null) {
      broken = "the file cannot be read: " + table.unreadable();
    } else if (table.brokenLine() != null) {
      boolean open = table.brokenLine().fault() == HostsLine.Fault.NO_NEWLINE;
      broken =
          "line " + table.brokenLine().last() + (open ? " has no newline" : " is too long to read");
    }
    return new HostsEntries(
        table.rules().stream().map(HostsEntries::entry).toList(), ResourceText.of(table), broken);
  }

  private static Entry entry(HostsRule rule) {
    return new Entry(
        words(rule.daemons()),
        words(rule.clients()),
        rule.options().stream().map(HostsEntries::option).toList(),
        rule.line().last());
  }

  private static Words words(PatternList<?> list) {
    return new Words(
        list.items().stream().map(PatternList.Item::word).toList(),
        list.except() == null ? null : words(list.except()));
  }

  private static Option option(HostsOption option) {
    return new Option(
        option.keyword() == null ? option.word() : option.keyword().word(),
        option.error() == null && setsNoVariable(option)
            ? "bad name of a variable: \"" + Printable.of(option.value()) + "\""
            : option.error());
  }

  /** Whether setenv(3) refuses the name, which libwrap finds out when a client comes. */
  private static boolean setsNoVariable(HostsOption option) {
    return option.keyword() == Keyword.SETENV
        && PatternList.words(option.value()).getFirst().indexOf('=') >= 0;
  }
}
