package dev.kinetd.runtime.command;

import dev.kinetd.runtime.admin.ControlSocket;
import dev.kinetd.runtime.log.Message;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** How the runtime ends: in order at the first signal, at once at the second. */
final class End {

  private final RunApplication.Start run;
  private final ControlSocket control;
  private final AtomicInteger signals = new AtomicInteger();

  End(RunApplication.Start run, ControlSocket control) {
    this.run = run;
    this.control = control;
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
    run.server().stopListening();
    int handlers = run.server().handlers();
    run.log()
        .add(
            Message.of(
                "draining", handlers + " handlers, at most " + run.drain().toSeconds() + " s"));
    try {
      int told = run.server().drain(run.drain());
      if (told > 0) {
        run.log().add(Message.warning(told + " handlers did not end by themselves and were ended"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Quarkus.asyncExit(0);
  }

  private void atOnce() {
    run.server().kill();
    run.log().add(Message.of("ended", "at once"));
    run.log().close();
    closeControl();
    Runtime.getRuntime().halt(0);
  }

  /** The last thing: gives up threads and sockets and writes out the log. */
  void finish() throws InterruptedException {
    closeControl();
    run.server().stop();
    run.log().add(Message.of("ended", "in order"));
    run.log().close();
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
