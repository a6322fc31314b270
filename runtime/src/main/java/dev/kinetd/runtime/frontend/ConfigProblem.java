package dev.kinetd.runtime.frontend;

/** Why a configuration cannot be put into force as a whole; the message says it in words. */
public final class ConfigProblem extends Exception {

  private final long generation;

  ConfigProblem(String text, long generation) {
    super(text, null, false, false);
    this.generation = generation;
  }

  /** The generation of the configuration, or 0 where it could not be read. */
  public long generation() {
    return generation;
  }
}
