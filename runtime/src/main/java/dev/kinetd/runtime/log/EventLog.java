package dev.kinetd.runtime.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes events from any thread and writes them on one thread of its own, many with one write.
 *
 * <p>After an event the writer lingers for some milliseconds before it sleeps, so that under load
 * no producer ever has to wake it. Where the reader of the log is slower than the events, the
 * newest are dropped and counted, and a line says how many.
 */
public final class EventLog implements AutoCloseable {

  /** A runtime of 64 MB must have room for as many. */
  private static final int MOST_WAITING = 50_000;

  private static final long LINGER_NANOS = 10_000_000;
  private static final int CHUNK_CHARS = 64 * 1024;

  private final ConcurrentLinkedQueue<Event> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();
  private final OutputStream out;
  private final EventLine line;
  private final Thread writer;
  private long toldDropped;
  private volatile boolean asleep;
  private volatile boolean closing;

  /**
   * Starts the writer.
   *
   * @param out where the lines go; not closed by the log
   * @param json JSON objects in place of text
   */
  public EventLog(OutputStream out, boolean json) {
    this.out = out;
    this.line = new EventLine(json);
    this.writer = Thread.ofPlatform().name("kinetd-log").daemon().start(this::write);
  }

  /** Hands over an event; never waits. */
  public void add(Event event) {
    if (size.incrementAndGet() > MOST_WAITING) {
      size.decrementAndGet();
      dropped.incrementAndGet();
      return;
    }
    waiting.add(event);
    if (asleep) {
      LockSupport.unpark(writer);
    }
  }

  /** Hands over what was thrown; never throws itself, also when memory is short. */
  public void fault(Throwable cause) {
    try {
      add(Fault.of(cause));
    } catch (OutOfMemoryError e) {
      dropped.incrementAndGet();
    }
  }

  /** Events that found no room since the start. */
  public long dropped() {
    return dropped.get();
  }

  private void write() {
    boolean last;
    do {
      last = closing;
      boolean any = true;
      try {
        any = format();
        tellDropped();
        flush();
      } catch (OutOfMemoryError e) {
        // Without its writer the log would be silent for good.
        dropped.incrementAndGet();
      }
      if (any) {
        LockSupport.parkNanos(LINGER_NANOS);
      } else if (!last) {
        sleep();
      }
    } while (!last);
  }

  private void tellDropped() {
    long lost = dropped.get();
    if (lost > toldDropped) {
      append(Message.warning((lost - toldDropped) + " lines of the log were dropped"));
      toldDropped = lost;
    }
  }

  private boolean format() {
    boolean any = false;
    for (Event event = waiting.poll(); event != null; event = waiting.poll()) {
      size.decrementAndGet();
      any = true;
      append(event);
      if (line.text().length() >= CHUNK_CHARS) {
        flush();
      }
    }
    return any;
  }

  private void append(Event event) {
    int start = line.text().length();
    try {
      write(event);
    } catch (RuntimeException e) {
      line.text().setLength(start);
      write(Fault.of(e));
    }
  }

  private void write(Event event) {
    line.begin(event.timeMillis());
    event.describe(line);
    line.end();
  }

  private void flush() {
    StringBuilder text = line.text();
    if (text.isEmpty()) {
      return;
    }
    try {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      // Nobody reads the log any more: there is no place left to say so.
    }
    text.setLength(0);
  }

  private void sleep() {
    asleep = true;
    // Looked at again after the flag is set: an event added before that woke nobody.
    if (waiting.isEmpty() && !closing) {
      LockSupport.park();
    }
    asleep = false;
  }

  /** Writes what is waiting and ends the writer. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(writer);
    try {
      writer.join(5000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
