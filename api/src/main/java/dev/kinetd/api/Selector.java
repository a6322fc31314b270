package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/**
 * Chooses resources by their labels.
 *
 * @param matchLabels labels, every one of which must be there; empty means any object
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Selector(@Size(max = 64) Map<String, @Size(max = 63) String> matchLabels) {

  public Selector {
    matchLabels = matchLabels == null ? Map.of() : Map.copyOf(matchLabels);
  }

  /** Whether labels have all that is asked for. */
  public boolean matches(Map<String, String> labels) {
    return labels.entrySet().containsAll(matchLabels.entrySet());
  }
}
