package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/**
 * Limits for each client address.
 *
 * @param instances handlers at once for one address. Absent means no limit
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PerSource(@Min(1) @Max(1_000_000) Integer instances) {}
