package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Builtin;
import dev.kinetd.api.Family;
import dev.kinetd.api.Finding;
import dev.kinetd.api.Handler;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads one inetd.conf, following the program of a dialect. An instance serves one file. */
final class InetdConf {

  /** What openbsd-inetd takes into its buffer of a line, in bytes. */
  private static final int OPENBSD_LINE = 1023;

  private final SourceText source;
  private final Dialect dialect;
  private final ServiceNames serviceNames;
  private final List<Finding> findings;
  private final Set<String> broken;
  private final List<Draft> drafts = new ArrayList<>();
  private List<String> defaultHosts = List.of();
  private boolean defaultHostsSet;

  private InetdConf(
      SourceText source, ReadOptions options, List<Finding> findings, Set<String> broken) {
    this.broken = broken;
    this.source = source;
    this.dialect = options.dialect();
    this.serviceNames = options.serviceNames();
    this.findings = findings;
  }

  /**
   * The services of a file in their order; what is to be said goes to {@code findings}, and names
   * of services that cannot be used to {@code broken}.
   */
  static List<Draft> read(
      SourceText source, ReadOptions options, List<Finding> findings, Set<String> broken) {
    var reader = new InetdConf(source, options, findings, broken);
    for (LogicalLine line : LogicalLines.of(source, options.dialect())) {
      reader.read(line);
    }
    return reader.drafts;
  }

  private void read(LogicalLine line) {
    var says = new LineFindings(dialect, origin(line.line()), findings);
    if (line.broken() != null) {
      findings.add(
          Finding.error(
              origin(line.broken().number()),
              "",
              "the line " + line.broken().fault(),
              "correct or remove it"));
      return;
    }
    List<Word> words = line.words();
    if (words.isEmpty() || isCarriageReturn(words)) {
      return;
    }
    if (line.continuesNothing() && dialect == Dialect.OPENBSD) {
      says.warning(
          "openbsd-inetd reads no further than to a line that is indented below an empty one;"
              + " kinetd goes on",
          "begin the line in column 1");
    }
    if (words.getFirst().text().startsWith("#")) {
      says.warning(
          words.getFirst().line(),
          "a # that is not in column 1 begins no comment; "
              + dialect.program()
              + " takes the line for a service and complains",
          "begin the comment in column 1");
      return;
    }
    if (isDefaultHost(words)) {
      setDefaultHosts(words.getFirst().text(), says);
      return;
    }
    reportLine(line, says);
    var entry = new InetdEntry(source, serviceNames, defaultHosts, line, says);
    Draft draft = entry.read();
    if (draft != null) {
      drafts.add(draft);
    } else {
      broken.addAll(entry.possibleNames());
    }
  }

  private static boolean isCarriageReturn(List<Word> words) {
    return words.size() == 1 && words.getFirst().text().equals("\r");
  }

  private static boolean isDefaultHost(List<Word> words) {
    return words.size() == 1 && words.getFirst().text().endsWith(":");
  }

  private void setDefaultHosts(String word, LineFindings says) {
    if (defaultHostsSet && dialect == Dialect.INETUTILS) {
      says.warning(
          "a second default address spoils the memory of inetutils-inetd; kinetd uses it for the"
              + " lines that follow",
          "give each line its own address where both must serve it");
    }
    defaultHostsSet = true;
    defaultHosts = ServiceField.parse(word).hosts();
  }

  private void reportLine(LogicalLine line, LineFindings says) {
    if (dialect != Dialect.OPENBSD) {
      return;
    }
    if (line.longest() > OPENBSD_LINE) {
      says.warning(
          "openbsd-inetd breaks a line after " + OPENBSD_LINE + " bytes; kinetd reads it whole",
          "make it shorter where both must serve it");
    }
    for (Word word : line.words()) {
      if (word.text().endsWith("\r")) {
        says.warning(
            word.line(),
            "the line ends in CR LF, and the CR becomes part of " + LineFindings.quote(word.text()),
            "save the file with LF line ends");
        return;
      }
    }
  }

  private Origin origin(int line) {
    return Origin.ofLine(source.file(), line);
  }

  /**
   * The multiplexer that inetutils-inetd adds by itself, as soon as some service is to be reached
   * through it.
   */
  static Draft multiplexer(Origin origin, Path folder) {
    var handler = new Handler(List.of(), null, Builtin.TcpMux);
    var spec =
        new InetdServiceSpec(
            null, 1, null, null, null, null, Family.Dual, null, null, handler, null, null, null);
    return new Draft("tcpmux-tcp", "", spec, origin, folder);
  }
}
