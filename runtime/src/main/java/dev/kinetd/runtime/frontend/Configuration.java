package dev.kinetd.runtime.frontend;

import java.util.List;

/**
 * A configuration as the operator writes it, see {@link dev.kinetd.api.ConfigFormat}. It is used as
 * a whole or not at all, save that a service that is not understood is not served and a rule that
 * is not understood refuses.
 *
 * @param generation that it has
 * @param parts every service and rule, in order, also those that cannot be used
 * @param reading what they declare
 */
public record Configuration(long generation, List<ConfigPart> parts, Reading reading) {

  public Configuration {
    parts = List.copyOf(parts);
  }
}
