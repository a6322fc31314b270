package dev.kinetd.runtime.command;

import dev.kinetd.runtime.admin.ControlSocket;
import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.log.Message;
import dev.kinetd.runtime.serve.SuperServer;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How the runtime ends: in order at the first signal, at once at the second. */
final class End {

  private final SuperServer server;
  private final EventLog log;
  private final Duration drain;
  private final AtomicInteger signals = new AtomicInteger();
  private volatile ControlSocket control;
  private volatile boolean over;

  /**
   * @param drain how long handlers may go on
   */
  End(SuperServer server, EventLog log, Duration drain) {
    this.server = server;
    this.log = log;
    this.drain = drain;
  }

  /** Has the control socket closed at the end as well. */
  void closeAlso(ControlSocket opened) {
    control = opened;
  }

  /** Whether a signal has come. */
  boolean begun() {
    return signals.get() > 0;
  }

  /** Whether nothing is left to wait for. */
  boolean over() {
    return over;
  }

  /** A signal has come. */
  void begin() {
    switch (signals.incrementAndGet()) {
      case 1 -> drain();
      case 2 -> atOnce();
      default -> {
        // It is ending as fast as it can.
      }
    }
  }

  private void drain() {
    try {
      server.stopListening();
      int handlers = server.handlers();
      log.add(Message.of("draining", handlers + " handlers, at most " + drain.toSeconds() + " s"));
      int told = server.drain(drain);
      if (told > 0) {
        log.add(Message.warning(told + " handlers did not end by themselves and were ended"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    over = true;
    Quarkus.asyncExit(0);
  }

  private void atOnce() {
    server.kill();
    log.add(Message.of("ended", "at once"));
    log.close();
    closeControl();
    Runtime.getRuntime().halt(0);
  }

  /** The last thing: gives up threads and sockets and writes out the log. */
  void finish() throws InterruptedException {
    closeControl();
    server.stop();
    log.add(Message.of("ended", "in order"));
    log.close();
  }

  private void closeControl() {
    if (control != null) {
      try {
        control.close();
      } catch (IOException e) {
        // The path stays behind; the next start removes it.
      }
    }
  }
}
