package dev.kinetd.runtime.resolve;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Severity;
import dev.kinetd.runtime.frontend.DeclaredRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The access rules that count, from one reading of the sources to the next, so that no service is
 * ever more open than was declared. A text that cannot be read leaves in force what it said when it
 * could be; where it never could, nobody knows what it says, and every service refuses. Immutable.
 *
 * @param rules in the order of the sources, those that only the text of before has last
 * @param known the files and folders of which is known what they say or last said
 * @param kept those of them that cannot be read now
 */
public record RulesInForce(List<DeclaredRule> rules, Set<String> known, Set<String> kept) {

  /** Before anything was read. */
  public static final RulesInForce NONE = new RulesInForce(List.of(), Set.of(), Set.of());

  public RulesInForce {
    rules = List.copyOf(rules);
    known = Set.copyOf(known);
    kept = Set.copyOf(kept);
  }

  /** Those that count after another reading. */
  public RulesInForce after(Resolution read) {
    Set<String> unreadable =
        read.rules().stream()
            .filter(DeclaredRule::unreadable)
            .map(rule -> rule.origin().file())
            .collect(Collectors.toSet());
    Set<String> nowKept =
        unreadable.stream().filter(known::contains).collect(Collectors.toUnmodifiableSet());
    Set<String> nowKnown = new HashSet<>(read.sources());
    nowKnown.removeAll(unreadable);
    known.stream().filter(file -> isWithin(file, unreadable)).forEach(nowKnown::add);
    List<DeclaredRule> inForce = new ArrayList<>();
    for (DeclaredRule rule : read.rules()) {
      if (!rule.unreadable() || !nowKept.contains(rule.origin().file())) {
        inForce.add(rule);
      }
    }
    rules.stream().filter(old -> isHidden(old, read, unreadable)).forEach(inForce::add);
    return new RulesInForce(inForce, nowKnown, nowKept);
  }

  /** Whether a rule of before may be missing only because its text cannot be used now. */
  private static boolean isHidden(DeclaredRule old, Resolution read, Set<String> unreadable) {
    if (old.unreadable()) {
      return false;
    }
    boolean within = isWithin(old.origin().file(), unreadable);
    boolean there =
        read.rules().stream()
            .anyMatch(
                rule ->
                    rule.name().equals(old.name())
                        && (!within || rule.origin().file().equals(old.origin().file())));
    return !there && (within || read.findings().stream().anyMatch(error -> hides(error, old)));
  }

  private static boolean hides(Finding finding, DeclaredRule old) {
    return finding.severity() == Severity.ERROR
        && Resolution.mayHide(finding.origin(), old.origin());
  }

  private static boolean isWithin(String file, Set<String> paths) {
    return paths.stream().anyMatch(path -> Path.of(file).startsWith(Path.of(path)));
  }
}
