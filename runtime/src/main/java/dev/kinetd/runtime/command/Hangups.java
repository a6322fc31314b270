package dev.kinetd.runtime.command;

/** HUP, from the first moment on: one that comes while the runtime starts is kept for later. */
final class Hangups implements Runnable {

  private Runnable action;
  private boolean waiting;

  /** A signal has come. */
  @Override
  public synchronized void run() {
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
