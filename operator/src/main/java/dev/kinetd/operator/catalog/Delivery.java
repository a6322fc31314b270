package dev.kinetd.operator.catalog;

import dev.kinetd.operator.status.Statement;

/**
 * How the newest version of a service travels to its runtime.
 *
 * @param version the service's metadata.generation; 0 when none is known
 * @param configGeneration the first configuration with it; 0 when none has it yet
 * @param tooLarge whether there was no room for it
 * @param refs what there is to say of the objects that it refers to; null when nobody looked yet
 */
public record Delivery(long version, long configGeneration, boolean tooLarge, Statement refs) {

  /** A version that no configuration has yet. */
  public static final Delivery NONE = new Delivery(0, 0, false, null);
}
