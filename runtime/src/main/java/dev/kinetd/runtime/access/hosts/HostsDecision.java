package dev.kinetd.runtime.access.hosts;

import java.util.List;

/**
 * Whether the client may.
 *
 * @param file of the rule that decided, or null where none matched
 * @param line of that rule, its last one; 0 without a rule
 * @param reason what decided, in words
 * @param effects what the rule asks for, in order
 */
public record HostsDecision(
    Verdict verdict, String file, int line, String reason, List<HostsEffect> effects)
    implements HostsOutcome {

  /** What becomes of the client. */
  public enum Verdict {
    GRANTED,
    DENIED,
    /** The command of a twist serves it: the last effect. */
    DELEGATED
  }

  public HostsDecision {
    effects = List.copyOf(effects);
  }
}
