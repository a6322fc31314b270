package dev.kinetd.runtime.listen;

/** What waits for clients at one socket of a service; owns the socket. */
public interface Listener {

  /** Stops waiting and closes the socket; handlers that run are not touched. */
  void close();

  /** Stops waiting and leaves the socket open, for another listener to take over. */
  void release();
}
