package dev.kinetd.operator.status;

import dev.kinetd.api.Condition;

/**
 * What the operator has to say about one condition of a resource.
 *
 * @param reason why
 * @param message words for people, with what to do where something is amiss
 */
public record Statement(Reason reason, String message) {

  /** The longest message that a condition can hold, in characters. */
  static final int MAX_MESSAGE = 2048;

  public Statement {
    message =
        message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
  }

  /** A reason that needs no more words than its own. */
  public static Statement of(Reason reason) {
    return new Statement(
        reason, reason.isGood() ? reason.meaning() : reason.meaning() + "; " + reason.remedy());
  }

  /** A reason with what is the matter in this case; what to do is added. */
  public static Statement of(Reason reason, String matter) {
    return new Statement(reason, reason.isGood() ? matter : matter + "; " + reason.remedy());
  }

  /** A reason with words that say what to do already. */
  public static Statement inWords(Reason reason, String message) {
    return new Statement(reason, message);
  }

  /** Whether a condition says this already, whenever it began. */
  boolean isSaidBy(Condition condition) {
    return condition.type().equals(reason.type().name())
        && condition.status() == reason.status()
        && condition.reason().equals(reason.word())
        && condition.message().equals(message);
  }
}
