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

  private static final int MAX_LINE = 1024;

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

  StderrReader(WatchLoop loop, EventLog log, Invocation invocation, int fd) {
    this.loop = loop;
    this.log = log;
    this.invocation = invocation;
    this.fd = fd;
  }

  @Override
  public void run() {
    MemorySegment buffer = BUFFER.get();
    int read = Descriptors.read(fd, buffer);
    if (read <= 0) {
      finish();
      return;
    }
    for (int b = 0; b < read; b++) {
      take(buffer.get(ValueLayout.JAVA_BYTE, b));
    }
    loop.awaitReadable(fd, this);
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
