package dev.kinetd.runtime.access;

/** What a verdict of access rules rests on. */
public enum Why {
  /** A rule that allows the client. */
  ALLOWED,
  /** A rule that denies the client. */
  DENIED,
  /** A rule that is not understood, which refuses everybody. */
  NOT_UNDERSTOOD,
  /** A file, or a document in it, that nobody can read and that may hold rules. */
  UNREADABLE,
  /** Some rule allows others, and none this client. */
  CLOSED,
  /** No rule speaks of the client: the service's own default. */
  DEFAULT,
  /** The client's name could decide, and nobody answered the question for it. */
  LOOKUP_FAILED;

  private final String word = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');

  /** The reason as logs and metrics spell it, such as {@code lookup-failed}. */
  public String word() {
    return word;
  }
}
