package dev.kinetd.api;

/**
 * How much of a service may run.
 *
 * @param instances handlers at once
 * @param perSource limits for each client address, or null for none
 * @param startsPerMinute capacity of a token bucket that is refilled with as many tokens a minute,
 *     or null for no limit
 */
public record Limits(Integer instances, PerSource perSource, Integer startsPerMinute) {

  /** Default of {@code instances}. */
  public static final int DEFAULT_INSTANCES = 1000;

  static final Limits DEFAULT = new Limits(null, null, null);

  public Limits {
    instances = instances == null ? DEFAULT_INSTANCES : instances;
  }
}
