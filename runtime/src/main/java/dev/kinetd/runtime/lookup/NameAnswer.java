package dev.kinetd.runtime.lookup;

import dev.kinetd.runtime.access.ClientName;
import java.time.Duration;

/** What a lookup came to, and for how long that holds. */
record NameAnswer(ClientName name, Duration life) {

  /** A name server that failed is left alone for a moment, and so are the clients' deadlines. */
  private static final Duration FAILURE_LIFE = Duration.ofSeconds(5);

  private static final long LEAST_SECONDS = 1;
  private static final long MOST_SECONDS = 3600;

  /** An answer that failed. */
  static NameAnswer failure(ClientName name) {
    return new NameAnswer(name, FAILURE_LIFE);
  }

  /** An answer that holds as long as DNS says, but neither no time nor for days. */
  static NameAnswer of(ClientName name, long seconds) {
    return new NameAnswer(
        name, Duration.ofSeconds(Math.clamp(seconds, LEAST_SECONDS, MOST_SECONDS)));
  }
}
