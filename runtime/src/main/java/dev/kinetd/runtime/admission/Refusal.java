package dev.kinetd.runtime.admission;

/** Why a client is closed without a handler; the names stand in logs and as metric labels. */
public enum Refusal {
  /** The access rules say so; the log names the rule. */
  ACCESS,
  /** The service runs as many handlers as it may. */
  INSTANCES,
  /** The client's address has as many handlers as it may. */
  PER_SOURCE,
  /** The service was started as often in the last minute as it may. */
  RATE,
  /** The program could not be executed; the log names the error. */
  EXEC_FAILED,
  /** No process could be made; the log names the error. */
  LAUNCH_FAILED,
  /** The runtime's descriptor table is full. */
  DESCRIPTORS,
  /** The client did not say in time, or not in a form that can be understood, what it wants. */
  REQUEST,
  /** The runtime is about to end. */
  DRAINING;

  private final String word = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');

  /** The reason as logs and metrics spell it, such as {@code per-source}. */
  public String word() {
    return word;
  }
}
