package dev.kinetd.runtime.access;

import dev.kinetd.api.Finding;
import dev.kinetd.api.HostsAccess;
import dev.kinetd.api.Severity;
import dev.kinetd.runtime.access.hosts.HostsRules;
import dev.kinetd.runtime.frontend.DeclaredRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * The {@code hostsAccess} block of a rule, compiled.
 *
 * @param rules with the semantics of hosts files
 * @param refused what it may not do in a resource, each an error; any makes its rule refuse
 * @param suspicious what does not work in it, or not as it looks
 */
record Block(HostsRules rules, List<Finding> refused, List<Finding> suspicious) {

  /**
   * Compiles.
   *
   * @param before what it was until now, for its counts; or null
   */
  static Block of(HostsAccess block, Block before) {
    HostsRules rules =
        HostsRules.read(
            BlockFiles.ALLOW,
            BlockFiles.DENY,
            new BlockFiles(block),
            before == null ? null : before.rules());
    return new Block(rules, rules.findingsForResource(), rules.findings());
  }

  /** Everything to be said about it, at its place in the document. */
  Stream<Finding> findings(DeclaredRule rule) {
    return Stream.concat(
        refused.stream().map(finding -> inDocument(finding, Severity.ERROR, rule)),
        suspicious.stream().map(finding -> inDocument(finding, Severity.WARNING, rule)));
  }

  private static Finding inDocument(Finding finding, Severity severity, DeclaredRule rule) {
    return rule.locate(
        new Finding(
            severity,
            null,
            "spec." + finding.origin().file(),
            "line " + finding.origin().line() + ": " + finding.text(),
            finding.remedy()));
  }
}
