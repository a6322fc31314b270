package dev.kinetd.runtime.log;

/**
 * Something that happened. Made on the thread where it happened, which should cost next to nothing;
 * put into words later on the log's own thread, so it must not change any more.
 */
public interface Event {

  /** When it happened, in milliseconds since the epoch. */
  long timeMillis();

  /** Names the event and its fields. */
  void describe(EventLine line);
}
