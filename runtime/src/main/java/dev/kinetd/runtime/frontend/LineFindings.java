package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Printable;
import java.util.List;

/** Says what is to be said about one entry of an inetd.conf. */
final class LineFindings {

  private final Dialect dialect;
  private final Origin origin;
  private final List<Finding> findings;
  private boolean failed;

  LineFindings(Dialect dialect, Origin origin, List<Finding> findings) {
    this.dialect = dialect;
    this.origin = origin;
    this.findings = findings;
  }

  /** Something because of which the entry is not served. */
  void error(String text, String remedy) {
    failed = true;
    findings.add(Finding.error(origin, "", text, remedy));
  }

  void warning(String text, String remedy) {
    findings.add(Finding.warning(origin, "", text, remedy));
  }

  void warning(int line, String text, String remedy) {
    findings.add(Finding.warning(Origin.ofLine(origin.file(), line), "", text, remedy));
  }

  boolean failed() {
    return failed;
  }

  Origin origin() {
    return origin;
  }

  Dialect dialect() {
    return dialect;
  }

  String program() {
    return dialect.program();
  }

  static String quote(String text) {
    return '"' + Printable.of(text) + '"';
  }
}
