package dev.kinetd.runtime.listen;

/** A rule asks for a command that may not be run, so that the rule refuses. */
final class CommandRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  CommandRefusedException(String message) {
    super(message);
  }
}
