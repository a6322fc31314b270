package dev.kinetd.runtime.access.hosts;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * One of the two files, compiled. Immutable.
 *
 * @param file its name
 * @param lines all of them, up to where libwrap stops reading
 * @param rules those that can match, in order
 * @param index of the rules
 * @param unreadable why the file could not be read, or null
 * @param faultHits how often it decided that the file cannot be read, or not to its end
 */
record HostsTable(
    String file,
    List<HostsLine> lines,
    List<HostsRule> rules,
    RuleIndex index,
    String unreadable,
    LongAdder faultHits) {

  static HostsTable read(String file, HostsFiles files, HostPatterns hosts, RuleCounters counters) {
    try {
      return of(file, HostsLines.of(files.read(file)), hosts, counters);
    } catch (NoSuchFileException e) {
      return of(file, List.of(), hosts, counters);
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      RuleIndex none = RuleIndex.of(List.of());
      return new HostsTable(file, List.of(), List.of(), none, why, counters.next(file, ""));
    }
  }

  private static HostsTable of(
      String file, List<HostsLine> lines, HostPatterns hosts, RuleCounters counters) {
    var rules = new ArrayList<HostsRule>();
    for (HostsLine line : lines) {
      if (line.fault() == null && !line.isComment() && !line.isBlank()) {
        HostsRule rule = HostsRule.of(line, hosts, counters.next(file, line.text()));
        if (rule != null) {
          rules.add(rule);
        }
      }
    }
    return new HostsTable(
        file,
        List.copyOf(lines),
        List.copyOf(rules),
        RuleIndex.of(rules),
        null,
        counters.next(file, ""));
  }

  /**
   * Whether libwrap comes to an error where no rule matched before: in hosts.allow it then goes on
   * with hosts.deny, in hosts.deny it refuses.
   */
  boolean isBroken() {
    return unreadable != null || brokenLine() != null;
  }

  /** The line at which libwrap stops reading, or null. */
  HostsLine brokenLine() {
    return lines.isEmpty() || lines.getLast().fault() == null ? null : lines.getLast();
  }
}
