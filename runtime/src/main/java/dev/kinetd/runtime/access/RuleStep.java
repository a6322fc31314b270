package dev.kinetd.runtime.access;

import dev.kinetd.api.Origin;

/**
 * One thing that was looked at on the way to a verdict of access rules.
 *
 * @param origin of the rule, or null where the service's own rules as a whole are meant
 * @param rule what it is and its name, such as {@code Allow office}; empty where there is none, or
 *     nobody can read it
 * @param result what came of it
 */
public record RuleStep(Origin origin, String rule, String result) {

  /** {@code file:line: rule: result}, each part only where there is one. */
  @Override
  public String toString() {
    return origin == null ? result : origin + ": " + (rule.isEmpty() ? "" : rule + ": ") + result;
  }
}
