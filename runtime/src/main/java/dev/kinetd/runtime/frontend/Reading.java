package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Severity;
import java.util.List;
import java.util.Set;

/**
 * What came out of the sources named on the command line.
 *
 * @param services those that can be served as far as their text goes, in the order of the sources
 * @param rules who may reach them, in the order of the sources; also those that are not understood
 *     and so refuse
 * @param sources every file and folder that was looked into, readable or not
 * @param broken names that services may have had whose text cannot be used
 * @param findings everything that does not work, or not as it looks
 */
public record Reading(
    List<Declared> services,
    List<DeclaredRule> rules,
    Set<String> sources,
    Set<String> broken,
    List<Finding> findings) {

  public Reading {
    services = List.copyOf(services);
    rules = List.copyOf(rules);
    sources = Set.copyOf(sources);
    broken = Set.copyOf(broken);
    findings = List.copyOf(findings);
  }

  /** Whether some file as a whole could not be read, so that nobody knows what it says. */
  public boolean lacksFile() {
    return findings.stream()
        .anyMatch(finding -> finding.severity() == Severity.ERROR && finding.origin().line() == 0);
  }
}
