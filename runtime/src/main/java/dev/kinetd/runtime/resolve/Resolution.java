package dev.kinetd.runtime.resolve;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Severity;
import java.util.List;

/**
 * What is to be served, and what is to be said.
 *
 * @param services those that can be listened for, in the order of the sources
 * @param findings of reading and resolving, by file and line
 */
public record Resolution(List<ResolvedService> services, List<Finding> findings) {

  public Resolution {
    services = List.copyOf(services);
    findings = List.copyOf(findings);
  }

  public boolean hasErrors() {
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
