package dev.kinetd.runtime.lookup;

import dev.kinetd.runtime.access.ClientName;
import dev.kinetd.runtime.admission.Source;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Answers while they hold, and questions that are being asked, so that each is asked once. When it
 * is full, the oldest goes. Any thread.
 */
final class NameCache {

  private final Map<Source, Entry> entries = new LinkedHashMap<>();
  private final int most;
  private final LongSupplier nanoTime;
  private HostsTable hosts;

  NameCache(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
  }

  /**
   * The answer that is there, or the one that the lookup will give.
   *
   * @param current the hosts file that the lookup uses; with another, no answer holds any longer
   * @param lookup must not wait
   */
  synchronized CompletableFuture<ClientName> get(
      Source address, HostsTable current, Supplier<CompletableFuture<NameAnswer>> lookup) {
    if (hosts != current) {
      hosts = current;
      entries.clear();
    }
    Entry entry = entries.get(address);
    if (entry != null && entry.holds(nanoTime.getAsLong())) {
      return entry.answer.copy();
    }
    // Removed first, because a put of its own keeps an entry's place in the line.
    entries.remove(address);
    if (entries.size() >= most) {
      Iterator<Entry> oldest = entries.values().iterator();
      oldest.next();
      oldest.remove();
    }
    var fresh = new Entry(lookup.get());
    entries.put(address, fresh);
    return fresh.answer.copy();
  }

  synchronized int size() {
    return entries.size();
  }

  private final class Entry {

    private final CompletableFuture<ClientName> answer;
    private volatile long diesAt;

    Entry(CompletableFuture<NameAnswer> lookup) {
      answer =
          lookup.thenApply(
              said -> {
                diesAt = nanoTime.getAsLong() + said.life().toNanos();
                return said.name();
              });
    }

    boolean holds(long now) {
      return !answer.isDone() || now - diesAt < 0;
    }
  }
}
