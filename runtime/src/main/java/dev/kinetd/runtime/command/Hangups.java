package dev.kinetd.runtime.command;

import dev.kinetd.runtime.linux.ProcessControl;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * HUP, from the first moment on: one that comes while the runtime starts is kept for later.
 *
 * <p>It is a wish to reload, but for a runtime whose terminal has gone with it: that was started to
 * be seen there, and ends as at TERM. One that was started with HUP ignored (nohup) is to outlive
 * its terminal.
 */
final class Hangups implements Runnable {

  private final boolean ofTerminal;
  private final Runnable end;
  private final AtomicBoolean ending = new AtomicBoolean();
  private Runnable action;
  private boolean waiting;

  private Hangups(boolean ofTerminal, Runnable end) {
    this.ofTerminal = ofTerminal;
    this.end = end;
  }

  /**
   * Those of this process, before its signals are given actions of their own.
   *
   * @param end what to do when the terminal is gone; once, though the shell and the kernel both
   *     tell
   */
  static Hangups expected(Runnable end) {
    return new Hangups(ProcessControl.hasTerminal() && !ProcessControl.ignoresHangups(), end);
  }

  /** A signal has come. */
  @Override
  public void run() {
    if (!ofTerminal || ProcessControl.hasTerminal()) {
      reload();
    } else if (!ending.getAndSet(true)) {
      end.run();
    }
  }

  private synchronized void reload() {
    if (action == null) {
      waiting = true;
    } else {
      action.run();
    }
  }

  /** What to do at each signal from now on, and at once if one is waiting. */
  synchronized void act(Runnable reload) {
    action = reload;
    if (waiting) {
      reload.run();
    }
  }
}
