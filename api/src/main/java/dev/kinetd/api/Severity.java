package dev.kinetd.api;

/** How much a finding matters. */
public enum Severity {
  /** What it speaks of is not served. */
  ERROR,
  /** It is served, but perhaps not as meant. */
  WARNING;

  /** The word that stands in messages. */
  public String word() {
    return this == ERROR ? "error" : "warning";
  }
}
