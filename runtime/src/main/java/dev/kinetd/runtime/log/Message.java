package dev.kinetd.runtime.log;

/**
 * An event that is told in a sentence.
 *
 * @param name of the event, such as {@code started} or {@code warning}
 * @param text the sentence
 */
public record Message(long timeMillis, String name, String text) implements Event {

  public static Message of(String name, String text) {
    return new Message(System.currentTimeMillis(), name, text);
  }

  public static Message warning(String text) {
    return of("warning", text);
  }

  @Override
  public void describe(EventLine line) {
    line.name(name).field("text", text);
  }
}
