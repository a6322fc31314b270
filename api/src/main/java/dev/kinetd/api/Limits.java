package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/**
 * How much of a service may run.
 *
 * @param instances handlers at once, in each pod
 * @param perSource limits for each client address
 * @param startsPerMinute a bucket of that many starts, refilled with as many a minute. Absent means
 *     no limit
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Limits(
    @Default("1000") @Min(1) @Max(1_000_000) Integer instances,
    PerSource perSource,
    @Min(1) @Max(1_000_000) Integer startsPerMinute) {

  /** Default of {@code instances}. */
  public static final int DEFAULT_INSTANCES = 1000;

  static final Limits DEFAULT = new Limits(null, null, null);

  public Limits {
    instances = instances == null ? DEFAULT_INSTANCES : instances;
  }
}
