package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Origin;
import java.util.List;

/** Takes what is to be said about one line. */
final class LineFindings {

  private final Origin origin;
  private final List<Finding> findings;

  LineFindings(String file, int line, List<Finding> findings) {
    this.origin = line == 0 ? Origin.ofFile(file) : Origin.ofLine(file, line);
    this.findings = findings;
  }

  /** Something that has no effect, or refuses. */
  void error(String text, String remedy) {
    findings.add(Finding.error(origin, "", text, remedy));
  }

  /** Something that has an effect, but perhaps another one. */
  void warning(String text, String remedy) {
    findings.add(Finding.warning(origin, "", text, remedy));
  }
}
