package dev.kinetd.api;

/**
 * Names another object in the same namespace.
 *
 * @param name of the object
 */
public record NameRef(String name) {}
