package dev.kinetd.api;

/** A choice of two that reads as a word in YAML. */
public enum Toggle {
  Enabled,
  Disabled
}
