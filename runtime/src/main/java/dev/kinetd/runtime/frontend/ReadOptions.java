package dev.kinetd.runtime.frontend;

/**
 * How sources are read.
 *
 * @param format of every source, or null to tell it from the content of each
 * @param dialect for the points in which inetd.conf files differ; a supported one
 * @param serviceNames port numbers by name
 */
public record ReadOptions(Format format, Dialect dialect, ServiceNames serviceNames) {}
