package dev.kinetd.runtime.access.hosts;

/**
 * How often a rule has decided.
 *
 * @param line of the rule, its last one, or 0 where the file as a whole is meant
 * @param text the rule as it was written, printable
 */
public record HostsCount(String file, int line, String text, long hits) {}
