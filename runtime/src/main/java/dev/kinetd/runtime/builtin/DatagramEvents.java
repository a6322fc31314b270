package dev.kinetd.runtime.builtin;

import dev.kinetd.runtime.admission.Source;

/**
 * Asked for and told of every datagram of one built-in; of one that is not admitted it hears no
 * more, of any other by exactly one call. Called on the thread that serves datagrams: must return
 * at once.
 */
public interface DatagramEvents {

  /** Whether the sender may be served; asked first, for each datagram that no guard drops. */
  boolean admits(Source source, int port);

  /** Answered, or dropped as discard does. */
  void served();

  /** Dropped: an answer could start a loop or reach a crowd. */
  void guarded();

  /** The answer could not be sent; the errno is positive. */
  void unsent(int errno);
}
