package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Finding;
import dev.kinetd.runtime.access.hosts.HostsLine.Fault;
import java.util.List;

/** Traps in a file as a whole and in how its lines are put together. */
final class LineTraps {

  private final HostsTable table;
  private final boolean denies;
  private final List<Finding> findings;

  LineTraps(HostsTable table, boolean denies, List<Finding> findings) {
    this.table = table;
    this.denies = denies;
    this.findings = findings;
  }

  void checkFile(HostsFiles files) {
    var file = new LineFindings(table.file(), 0, findings);
    if (table.unreadable() != null) {
      file.error(
          "cannot be read (" + table.unreadable() + "): " + consequence(),
          "make it readable, or remove it");
    } else if (files.isWorldWritable(table.file())) {
      file.warning(
          "anybody can change who gets in: the file or a folder above it is world writable",
          "take the write permission of others away");
    }
  }

  private String consequence() {
    return denies
        ? "whoever gets this far is refused"
        : "the rules in hosts.deny decide about whoever gets this far";
  }

  void check(HostsLine line, boolean isRule) {
    var traps = new LineFindings(table.file(), line.last(), findings);
    if (line.hasNul()) {
      traps.error("a NUL byte hides the rest of the line and joins it to the next", "take it out");
    }
    if (line.fault() == Fault.NO_NEWLINE) {
      traps.error(
          "the last line does not end in a newline and so is not read: " + consequence(),
          "end it with a newline");
    } else if (line.fault() == Fault.TOO_LONG) {
      traps.error(
          "the line has more than 2046 characters; nothing is read from here on: " + consequence(),
          "split it into several rules, or put the clients into a file and name that: /path/file");
    } else if (line.isComment()) {
      checkComment(line, traps);
    } else if (!line.isBlank()) {
      checkText(line, isRule, traps);
    }
  }

  private static void checkComment(HostsLine line, LineFindings traps) {
    if (line.isContinued()) {
      traps.warning(
          "the comment ends in a backslash, so the line below it is part of it",
          "take the backslash away");
    }
  }

  private static void checkText(HostsLine line, boolean isRule, LineFindings traps) {
    String text = LibcText.chop(line.text());
    if (text.startsWith("#")) {
      traps.error(
          isRule
              ? "an indented # begins no comment: this is a rule for the daemons before the colon"
              : "an indented # begins no comment, and the line has no colon",
          "move the # to the first column");
    } else if (!isRule) {
      boolean hidden = text.indexOf(':') >= 0;
      traps.error(
          hidden
              ? "a bracket without its other half hides the colon, so the line is passed over"
              : "missing \":\" separator, so the line is passed over",
          hidden ? "pair the brackets" : "write daemons, a colon, clients");
    }
    if (text.endsWith("\\")) {
      traps.warning(
          "white space behind the backslash, so that the line is not continued",
          "end the line with the backslash");
    }
  }
}
