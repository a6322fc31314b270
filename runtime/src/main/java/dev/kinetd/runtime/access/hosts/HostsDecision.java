package dev.kinetd.runtime.access.hosts;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Whether the client may.
 *
 * @param file of the rule that decided, or null where none matched
 * @param line of that rule, its last one; 0 without a rule
 * @param reason what decided, in words
 * @param effects what the rule asks for, in order
 * @param hits counts for the rule, or null without one
 */
public record HostsDecision(
    Verdict verdict,
    String file,
    int line,
    String reason,
    List<HostsEffect> effects,
    LongAdder hits)
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

  /** Counts it for the rule that it rests on. Once for a client. */
  public void count() {
    if (hits != null) {
      hits.increment();
    }
  }
}
