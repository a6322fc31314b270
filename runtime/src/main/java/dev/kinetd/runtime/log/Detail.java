package dev.kinetd.runtime.log;

/** What an event has to say of something that it does not know itself. Must not change any more. */
public interface Detail {

  /** Names the fields. */
  void describe(EventLine line);
}
