package dev.kinetd.runtime.resolve;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Severity;
import dev.kinetd.runtime.frontend.Declared;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** Files that could not be read as a whole, so that nothing can be said of what they declare. */
  public Set<String> brokenFiles() {
    return findings.stream()
        .filter(f -> f.severity() == Severity.ERROR && f.origin() != null && f.origin().line() == 0)
        .map(f -> f.origin().file())
        .collect(Collectors.toSet());
  }

  public boolean hasErrors() {
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** Whether a whole file or folder could not be used, so that services may be missing. */
  public boolean lacksSources() {
    return findings.stream()
        .anyMatch(finding -> finding.severity() == Severity.ERROR && finding.origin().line() == 0);
  }
}
