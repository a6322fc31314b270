package dev.kinetd.api;

import java.util.Map;

/**
 * Chooses resources by their labels.
 *
 * @param matchLabels every one of which a resource must have; never null
 */
public record Selector(Map<String, String> matchLabels) {

  public Selector {
    matchLabels = matchLabels == null ? Map.of() : Map.copyOf(matchLabels);
  }

  /** Whether labels have all that is asked for. */
  public boolean matches(Map<String, String> labels) {
    return labels.entrySet().containsAll(matchLabels.entrySet());
  }
}
