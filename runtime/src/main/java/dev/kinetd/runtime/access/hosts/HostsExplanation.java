package dev.kinetd.runtime.access.hosts;

import java.util.List;

/**
 * How a decision came about.
 *
 * @param steps every rule that was tried, in order
 * @param outcome the decision, or what has to be known before there is one
 */
public record HostsExplanation(List<HostsStep> steps, HostsOutcome outcome) {

  public HostsExplanation {
    steps = List.copyOf(steps);
  }
}
