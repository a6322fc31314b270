package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Metadata;
import dev.kinetd.api.Origin;

/**
 * One service or rule of a configuration, whether it can be used or not.
 *
 * @param rule whether it is a rule; else a service
 * @param firstLine of its document
 * @param lastLine of its document
 */
public record ConfigPart(Metadata metadata, boolean rule, int firstLine, int lastLine) {

  public String name() {
    return metadata.name();
  }

  /** Whether a place in the configuration is in this document. */
  public boolean holds(Origin place) {
    return place.line() >= firstLine && place.line() <= lastLine;
  }
}
