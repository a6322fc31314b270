package dev.kinetd.runtime.listen;

/** What waits for clients at one socket of a service; owns the socket. */
public interface Listener {

  /** Stops waiting and closes the socket; handlers that run are not touched. */
  void close();

  /** Whether no client can come to the socket any more, so that it must be opened anew. */
  default boolean useless() {
    return false;
  }

  /** Stops waiting and leaves the socket open, for another listener to take over. */
  void release();
}
