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

  private static final int MOST_WAITING = 100_000;
  private static final long LINGER_NANOS = 10_000_000;
  private static final int CHUNK_CHARS = 64 * 1024;

  private final ConcurrentLinkedQueue<Event> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();
  private final OutputStream out;
  private final EventLine line;
  private final Thread writer;
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

  /** Events that found no room since the start. */
  public long dropped() {
    return dropped.get();
  }

  private void write() {
    long toldDropped = 0;
    while (true) {
      boolean last = closing;
      boolean any = format();
      long lost = dropped.get();
      if (lost > toldDropped) {
        append(Message.warning((lost - toldDropped) + " lines of the log were dropped"));
        toldDropped = lost;
      }
      flush();
      if (last) {
        return;
      }
      if (any) {
        LockSupport.parkNanos(LINGER_NANOS);
      } else {
        sleep();
      }
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
