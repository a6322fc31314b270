package dev.kinetd.runtime.listen;

/** How long to wait before a handler is started again that does not do its work. */
final class Pause {

  static final long SHORTEST_NANOS = 10_000_000;
  static final long LONGEST_NANOS = 10_000_000_000L;

  /** A handler that ran this long did something, whatever the queue looks like. */
  private static final long LONG_RUN_NANOS = 1_000_000_000;

  /** For queues into which the kernel gives no view, so that a busy service is not punished. */
  private static final long LONGEST_BLIND_NANOS = 100_000_000;

  private final long longest;
  private long current;
  private long startedNanos;

  Pause(boolean queueVisible) {
    longest = queueVisible ? LONGEST_NANOS : LONGEST_BLIND_NANOS;
  }

  void started() {
    startedNanos = System.nanoTime();
  }

  boolean endedTooSoon() {
    return System.nanoTime() - startedNanos < LONG_RUN_NANOS;
  }

  /** Twice the last one, from 10 ms to 10 s (0.1 s for Unix sockets). */
  long next() {
    current = current == 0 ? SHORTEST_NANOS : Math.min(current * 2, longest);
    return current;
  }

  void reset() {
    current = 0;
  }
}
