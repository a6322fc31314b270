package dev.kinetd.api;

/**
 * Limits for each client address.
 *
 * @param instances handlers at once for one address, or null for no limit
 */
public record PerSource(Integer instances) {}
