package dev.kinetd.runtime.resolve;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Printable;
import dev.kinetd.runtime.frontend.Declared;
import java.util.List;

/** Says what is to be said about one service. */
final class ServiceFindings {

  private final Declared declared;
  private final List<Finding> findings;
  private boolean refused;

  ServiceFindings(Declared declared, List<Finding> findings) {
    this.declared = declared;
    this.findings = findings;
  }

  /** Something because of which the service is not served. */
  void refuse(String field, String text, String remedy) {
    refused = true;
    error(field, text, remedy);
  }

  /** Something because of which a part of the service is not served. */
  void error(String field, String text, String remedy) {
    findings.add(declared.locate(Finding.error(null, field, text, remedy)));
  }

  void warning(String field, String text, String remedy) {
    findings.add(declared.locate(Finding.warning(null, field, text, remedy)));
  }

  boolean refused() {
    return refused;
  }

  static String quote(String text) {
    return '"' + Printable.of(text) + '"';
  }
}
