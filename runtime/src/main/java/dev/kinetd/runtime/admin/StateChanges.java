package dev.kinetd.runtime.admin;

/** Hands on that something may have changed, from any thread, without waiting. */
public final class StateChanges implements Runnable {

  private volatile Runnable listener = () -> {};

  /** Something may have changed. */
  @Override
  public void run() {
    listener.run();
  }

  /** Who is to hear of it from now on; must not wait. */
  void tell(Runnable wakeUp) {
    listener = wakeUp;
  }
}
