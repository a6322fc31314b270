package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Printable;
import java.util.ArrayList;
import java.util.List;

/** Says what in the files does not work, or not as it looks, and what was probably meant. */
final class HostsCheck {

  private final HostsTable allow;
  private final HostsTable deny;
  private final PatternFiles patternFiles;
  private final HostsFiles files;
  private final List<Finding> findings = new ArrayList<>();

  HostsCheck(HostsTable allow, HostsTable deny, PatternFiles patternFiles, HostsFiles files) {
    this.allow = allow;
    this.deny = deny;
    this.patternFiles = patternFiles;
    this.files = files;
  }

  List<Finding> findings() {
    check(allow, false);
    check(deny, true);
    for (String path : patternFiles.paths()) {
      checkPatterns(path);
    }
    findings.addAll(new Coverage(allow, deny).findings());
    return List.copyOf(findings);
  }

  private void check(HostsTable table, boolean denies) {
    var traps = new LineTraps(table, denies, findings);
    traps.checkFile(files);
    int next = 0;
    for (HostsLine line : table.lines()) {
      boolean isRule = next < table.rules().size() && table.rules().get(next).line() == line;
      traps.check(line, isRule);
      if (isRule) {
        check(table, table.rules().get(next++), denies);
      }
    }
  }

  private void check(HostsTable table, HostsRule rule, boolean denies) {
    var line = new LineFindings(table.file(), rule.line().last(), findings);
    var hosts = new HostTraps(line);
    var clients = new ClientTraps(line, hosts, patternFiles);
    var daemons = new DaemonTraps(line, hosts);
    daemons.checkList(rule.daemons());
    clients.checkList(rule.clients());
    if (!clients.findUnbracketed(rule, denies)) {
      new OptionTraps(line, files, denies).check(rule.options());
    }
  }

  private void checkPatterns(String path) {
    int nul = patternFiles.nulOf(path);
    if (nul > 0) {
      new LineFindings(path, nul, findings)
          .error(
              "is not text: a NUL byte hides the rest of its word, and what else stands in the"
                  + " file is taken for patterns",
              "name a file of patterns, or take the NUL bytes out");
    } else if (patternFiles.faultOf(path) == null) {
      for (PatternFiles.Word word : patternFiles.wordsOf(path)) {
        checkPattern(word.text(), new LineFindings(path, word.line(), findings));
      }
    }
  }

  private void checkPattern(String word, LineFindings line) {
    var hosts = new HostTraps(line);
    if (word.startsWith("#")) {
      line.error(
          Printable.of(word) + " is a pattern: in this file # begins no comment",
          "take comments out: their words are patterns as well");
    } else if (word.indexOf(',') >= 0) {
      line.error(
          Printable.of(word) + " matches nothing: in this file commas do not separate",
          "separate patterns by white space");
    } else if (LibcText.same(word, "EXCEPT")) {
      line.error("EXCEPT is a pattern like any other in this file", "write it in the rule");
    } else if (word.indexOf('@') > 0) {
      line.error(
          Printable.of(word) + " matches nothing: in this file users cannot be named",
          "write user@host in the rule");
    } else if (word.startsWith("/")) {
      new ClientTraps(line, hosts, patternFiles).checkFile(word);
    } else {
      hosts.checkInFile(word);
    }
  }
}
