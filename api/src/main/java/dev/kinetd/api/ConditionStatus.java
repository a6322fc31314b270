package dev.kinetd.api;

/** Whether a condition holds. */
public enum ConditionStatus {
  True,
  False,
  /** It cannot be told yet. */
  Unknown
}
