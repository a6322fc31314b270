package dev.kinetd.operator.runtime;

import java.time.Duration;
import java.time.Instant;

/**
 * When the next configuration of one runtime may be written: a moment after the first change, so
 * that changes that come together travel together, and never sooner than a second after the one
 * before. Any thread.
 */
final class ConfigPace {

  /** How long to wait for further changes after the first. */
  static final Duration GATHER = Duration.ofMillis(100);

  /** The least time between two writes. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  private Instant due;
  private Instant written;

  /**
   * Something may have changed.
   *
   * @return whether it is the first change that the next configuration waits for
   */
  synchronized boolean changed(Instant now) {
    if (due != null) {
      return false;
    }
    due = now.plus(GATHER);
    if (written != null && written.plus(INTERVAL).isAfter(due)) {
      due = written.plus(INTERVAL);
    }
    return true;
  }

  /** Whether a change waits. */
  synchronized boolean waits() {
    return due != null;
  }

  /** How long the change has to wait on; zero when it is due. */
  synchronized Duration remaining(Instant now) {
    return due == null || !due.isAfter(now) ? Duration.ZERO : Duration.between(now, due);
  }

  /** The configuration is looked at from now on; changes after this wait anew. */
  synchronized void look() {
    due = null;
  }

  /** The configuration was written. */
  synchronized void written(Instant now) {
    written = now;
  }
}
