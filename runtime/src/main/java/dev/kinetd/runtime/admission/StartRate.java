package dev.kinetd.runtime.admission;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket of capacity N that gains N tokens a minute, kept as one number: the time at which
 * it will be full again (the generic cell rate algorithm, ITU-T I.371). Any thread may use it, no
 * lock is taken. Times are nanoseconds of {@link System#nanoTime}.
 */
final class StartRate {

  private static final long MINUTE = 60_000_000_000L;

  private final AtomicLong fullAt;

  StartRate(long now) {
    this.fullAt = new AtomicLong(now);
  }

  /** Takes a token if there is one. */
  boolean take(int perMinute, long now) {
    long token = MINUTE / perMinute;
    while (true) {
      long full = fullAt.get();
      // Differences, because nanoTime may pass from the largest to the smallest long.
      long missing = Math.max(0, full - now);
      if (missing > token * (perMinute - 1)) {
        return false;
      }
      if (fullAt.compareAndSet(full, now + missing + token)) {
        return true;
      }
    }
  }

  /** Nanoseconds until there is a token; 0 when there is one. */
  long untilToken(int perMinute, long now) {
    return Math.max(0, fullAt.get() - now - MINUTE / perMinute * (perMinute - 1));
  }
}
