package dev.kinetd.runtime.resolve;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Severity;
import dev.kinetd.runtime.frontend.Declared;
import java.nio.file.Path;
import java.util.List;

/**
 * What is to be served, and what is to be said.
 *
 * @param services those that can be listened for, in the order of the sources
 * @param refused those that were declared well, but cannot be served on this machine
 * @param findings of reading and resolving, by file and line
 */
public record Resolution(
    List<ResolvedService> services, List<Declared> refused, List<Finding> findings) {

  public Resolution {
    services = List.copyOf(services);
    refused = List.copyOf(refused);
    findings = List.copyOf(findings);
  }

  public boolean hasErrors() {
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /**
   * Whether what was once declared there may be missing only because its file, or the folder of its
   * file, could not be read as a whole.
   */
  public boolean lost(Origin origin) {
    return findings.stream()
        .filter(finding -> finding.severity() == Severity.ERROR && finding.origin().line() == 0)
        .map(finding -> finding.origin().file())
        .anyMatch(source -> Path.of(origin.file()).startsWith(Path.of(source)));
  }
}
