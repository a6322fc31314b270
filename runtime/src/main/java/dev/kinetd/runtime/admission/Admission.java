package dev.kinetd.runtime.admission;

import dev.kinetd.api.Limits;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The limits of one service and what counts against them; outlives reloads. Counts are exact with
 * any number of threads. Nothing is locked, and nothing is allocated while no limit per source is
 * set.
 *
 * <p>A client enters by its source first, then the service; who is refused the service gives the
 * place of its source back. After a reload the counts go on: those inside stay, also above a limit
 * that became smaller, and a bucket keeps the part of it that is used up. Clients that came in
 * before a limit per source was set do not count against it.
 */
public final class Admission {

  private final ConcurrentMap<Source, SourceSlot> sources = new ConcurrentHashMap<>();
  private final AtomicInteger running = new AtomicInteger();
  private final StartRate rate;
  private volatile Limits limits;

  /**
   * @param nowNanos of {@link System#nanoTime}, as everywhere here
   */
  public Admission(Limits limits, long nowNanos) {
    this.limits = limits;
    this.rate = new StartRate(nowNanos);
  }

  /** Sets other limits; those inside stay. */
  public void update(Limits newLimits) {
    limits = newLimits;
  }

  /**
   * Counts a client against the limit of its address.
   *
   * @return what the client gives back when it is gone, or null when it is refused ({@link
   *     Refusal#PER_SOURCE})
   */
  public SourceSlot enterSource(Source source) {
    var perSource = limits.perSource();
    if (perSource == null || perSource.instances() == null) {
      return SourceSlot.UNCOUNTED;
    }
    while (true) {
      SourceSlot slot = sources.get(source);
      if (slot == null) {
        slot = sources.computeIfAbsent(source, key -> new SourceSlot(key, sources));
      }
      switch (slot.enter(perSource.instances())) {
        case ADMITTED -> {
          return slot;
        }
        case FULL -> {
          return null;
        }
        case RETIRED -> sources.remove(source, slot);
      }
    }
  }

  /**
   * Counts a handler that is about to start.
   *
   * @return why it may not, or null when it may and {@link #leaveService} must follow
   */
  public Refusal enterService(long nowNanos) {
    Limits current = limits;
    if (!takeInstance(current.instances())) {
      return Refusal.INSTANCES;
    }
    Integer perMinute = current.startsPerMinute();
    if (perMinute != null && !rate.take(perMinute, nowNanos)) {
      running.decrementAndGet();
      return Refusal.RATE;
    }
    return null;
  }

  private boolean takeInstance(int limit) {
    while (true) {
      int now = running.get();
      if (now >= limit) {
        return false;
      }
      if (running.compareAndSet(now, now + 1)) {
        return true;
      }
    }
  }

  /** A handler that had entered is gone. */
  public void leaveService() {
    running.decrementAndGet();
  }

  /** Handlers that are inside. */
  public int running() {
    return running.get();
  }

  /** Nanoseconds until the rate allows a start; 0 when it does now. */
  public long nanosUntilStart(long nowNanos) {
    Integer perMinute = limits.startsPerMinute();
    return perMinute == null ? 0 : rate.untilToken(perMinute, nowNanos);
  }

  /** Addresses that are counted at the moment. */
  int countedSources() {
    return sources.size();
  }
}
