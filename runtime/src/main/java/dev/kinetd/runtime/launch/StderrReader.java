package dev.kinetd.runtime.launch;

import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.log.Event;
import dev.kinetd.runtime.log.EventLine;
import dev.kinetd.runtime.log.EventLog;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * Carries one handler's error output into the log, line by line. Owns the pipe's read end. Works on
 * the watch loop's thread, one read each time that something is there, so that the read never waits
 * and a handler that floods its pipe stands still in place of the loop.
 */
final class StderrReader implements Runnable {

  /** As much as a field of the log shows; what is longer goes on in another line. */
  private static final int MAX_LINE = 200;

  /** Lines that one handler may log; what it says beyond is counted and told at its end. */
  private static final int MAX_LINES = 1000;

  /** For all readers: they share the loop's thread. */
  private static final ThreadLocal<MemorySegment> BUFFER =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(4096));

  private final WatchLoop loop;
  private final EventLog log;
  private final Invocation invocation;
  private final int fd;
  private ByteArrayOutputStream partial;
  private int lines;
  private boolean finished;

  StderrReader(WatchLoop loop, EventLog log, Invocation invocation, int fd) {
    this.loop = loop;
    this.log = log;
    this.invocation = invocation;
    this.fd = fd;
  }

  @Override
  public void run() {
    read();
    if (!finished) {
      loop.awaitReadable(fd, this);
    }
  }

  /** Reads what the handler has left behind; processes that it started may go on writing. */
  void readLeft() {
    for (int left = finished ? 0 : Descriptors.available(fd); left > 0 && !finished; ) {
      left -= read();
    }
  }

  private int read() {
    MemorySegment buffer = BUFFER.get();
    int read = Descriptors.read(fd, buffer);
    for (int b = 0; b < read; b++) {
      take(buffer.get(ValueLayout.JAVA_BYTE, b));
    }
    if (read <= 0) {
      finish();
    }
    return read;
  }

  private void take(byte b) {
    if (partial == null) {
      partial = new ByteArrayOutputStream(80);
    }
    if (b != '\n') {
      partial.write(b);
    }
    if (b == '\n' || partial.size() == MAX_LINE) {
      flush();
    }
  }

  private void flush() {
    if (lines++ < MAX_LINES) {
      log.add(
          new Line(
              System.currentTimeMillis(), invocation, partial.toString(StandardCharsets.UTF_8)));
    }
    partial.reset();
  }

  private void finish() {
    finished = true;
    if (partial != null && partial.size() > 0) {
      flush();
    }
    if (lines > MAX_LINES) {
      String text = (lines - MAX_LINES) + " more lines were not logged";
      log.add(new Line(System.currentTimeMillis(), invocation, text));
    }
    loop.forget(fd);
    Descriptors.close(fd);
  }

  private record Line(long timeMillis, Invocation invocation, String text) implements Event {

    @Override
    public void describe(EventLine line) {
      line.name("stderr")
          .field("service", invocation.service())
          .field("pid", invocation.pid())
          .field("text", text);
    }
  }
}
