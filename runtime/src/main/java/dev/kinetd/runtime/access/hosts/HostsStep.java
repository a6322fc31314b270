package dev.kinetd.runtime.access.hosts;

/**
 * One thing that was looked at on the way to a decision.
 *
 * @param line of the rule, its last one, or 0 where the file as a whole is meant
 * @param text the rule as it was written, or empty
 * @param result what came of it
 * @param matched whether both lists match
 */
public record HostsStep(String file, int line, String text, String result, boolean matched) {

  /** {@code file:line: result}. */
  @Override
  public String toString() {
    return (line == 0 ? file : file + ":" + line) + ": " + result;
  }
}
