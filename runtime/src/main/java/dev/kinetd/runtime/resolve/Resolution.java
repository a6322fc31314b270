package dev.kinetd.runtime.resolve;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Severity;
import dev.kinetd.runtime.frontend.Declared;
import dev.kinetd.runtime.frontend.DeclaredRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be served, and what is to be said.
 *
 * @param services those that can be listened for, in the order of the sources
 * @param refused those that were declared well, but cannot be served on this machine
 * @param waiting why some cannot be served yet, although nothing is wrong with them, by name
 * @param rules who may reach them, also those that are not understood and so refuse
 * @param sources every file and folder that was looked into, readable or not
 * @param broken names that services may have had whose text cannot be used
 * @param findings of reading and resolving, by file and line
 */
public record Resolution(
    List<ResolvedService> services,
    List<Declared> refused,
    Map<String, String> waiting,
    List<DeclaredRule> rules,
    Set<String> sources,
    Set<String> broken,
    List<Finding> findings) {

  public Resolution {
    services = List.copyOf(services);
    refused = List.copyOf(refused);
    waiting = Map.copyOf(waiting);
    rules = List.copyOf(rules);
    sources = Set.copyOf(sources);
    broken = Set.copyOf(broken);
    findings = List.copyOf(findings);
  }

  public boolean hasErrors() {
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /**
   * Whether a service that is no longer among them may be missing only because its text cannot be
   * used at the moment, so that it had better go on as it was.
   */
  public boolean isBroken(ResolvedService old) {
    return broken.contains(old.name())
        || refused.stream().anyMatch(declared -> declared.service().name().equals(old.name()))
        || findings.stream()
            .filter(finding -> finding.severity() == Severity.ERROR)
            .anyMatch(error -> mayHide(error.origin(), old.origin()));
  }

  /**
   * An error in a file or folder as a whole hides everything in it. So does one inside a YAML file,
   * the only ones that have a column: a file that was cut ends in one. An error in a line of
   * inetd.conf hides what stood on that line.
   */
  static boolean mayHide(Origin error, Origin old) {
    return error.line() == 0
        ? Path.of(old.file()).startsWith(Path.of(error.file()))
        : old.file().equals(error.file()) && (error.column() > 0 || error.line() == old.line());
  }
}
