package dev.kinetd.runtime.resolve;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Printable;
import java.util.List;

/** Says what is to be said about one service. */
final class ServiceFindings {

  private final Origin origin;
  private final List<Finding> findings;
  private boolean refused;

  ServiceFindings(Origin origin, List<Finding> findings) {
    this.origin = origin;
    this.findings = findings;
  }

  /** Something because of which the service is not served. */
  void refuse(String field, String text, String remedy) {
    refused = true;
    error(field, text, remedy);
  }

  /** Something because of which a part of the service is not served. */
  void error(String field, String text, String remedy) {
    findings.add(Finding.error(origin, field, text, remedy));
  }

  void warning(String field, String text, String remedy) {
    findings.add(Finding.warning(origin, field, text, remedy));
  }

  boolean refused() {
    return refused;
  }

  static String quote(String text) {
    return '"' + Printable.of(text) + '"';
  }
}
