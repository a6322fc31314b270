package dev.kinetd.runtime.builtin;

/**
 * Told of every datagram of one built-in, by exactly one call each. Called on the thread that
 * serves datagrams: must return at once.
 */
public interface DatagramEvents {

  /** Answered, or dropped as discard does. */
  void served();

  /** Dropped: an answer could start a loop or reach a crowd. */
  void guarded();

  /** The answer could not be sent; the errno is positive. */
  void unsent(int errno);
}
