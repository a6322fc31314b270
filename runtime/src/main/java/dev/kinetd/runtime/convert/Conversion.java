package dev.kinetd.runtime.convert;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.Finding;
import java.util.List;

/**
 * What came out of a conversion.
 *
 * @param rules with the meaning of the files
 * @param losses what could not be carried over, or only verbatim, and why
 */
public record Conversion(List<AccessRule> rules, List<Finding> losses) {

  public Conversion {
    rules = List.copyOf(rules);
    losses = List.copyOf(losses);
  }
}
