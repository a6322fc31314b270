package dev.kinetd.runtime.admission;

import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The place that one admitted client takes among those of its address. Given up once, by {@link
 * #leave}, from any thread. A client that came in while nothing was counted leaves nothing behind:
 * this is why the place is handed out, and not looked up again by address.
 */
public final class SourceSlot {

  static final SourceSlot UNCOUNTED = new SourceSlot(null, null);

  /** No client of this address is inside and the slot is out of the map, or about to be. */
  private static final int RETIRED = -1;

  enum Entry {
    ADMITTED,
    FULL,
    RETIRED
  }

  private final Source source;
  private final ConcurrentMap<Source, SourceSlot> home;
  private final AtomicInteger inside = new AtomicInteger();

  SourceSlot(Source source, ConcurrentMap<Source, SourceSlot> home) {
    this.source = source;
    this.home = home;
  }

  Entry enter(int limit) {
    while (true) {
      int now = inside.get();
      if (now == RETIRED) {
        return Entry.RETIRED;
      }
      if (now >= limit) {
        return Entry.FULL;
      }
      if (inside.compareAndSet(now, now + 1)) {
        return Entry.ADMITTED;
      }
    }
  }

  /** Gives the place up. */
  public void leave() {
    if (this != UNCOUNTED && inside.decrementAndGet() == 0 && inside.compareAndSet(0, RETIRED)) {
      home.remove(source, this);
    }
  }
}
