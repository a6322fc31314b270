package dev.kinetd.runtime.lookup;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/**
 * Lets so many run at once, the others after them, first come, first served. Any thread; what
 * begins must not wait, and may end before it has begun.
 */
final class Turns {

  private final Queue<BooleanSupplier> waiting = new ArrayDeque<>();
  private int left;
  private boolean dealing;

  Turns(int most) {
    left = most;
  }

  /**
   * Has something begin at once, or later on the thread of somebody else.
   *
   * @param begin returns whether it began, and then gives its turn back exactly once; false when
   *     nobody wants it any more
   */
  void take(BooleanSupplier begin) {
    synchronized (this) {
      waiting.add(begin);
    }
    deal();
  }

  void giveBack() {
    synchronized (this) {
      left++;
    }
    deal();
  }

  /** One at a time and in a loop, so that turns that end at once do not pile up on the stack. */
  private void deal() {
    synchronized (this) {
      if (dealing) {
        return;
      }
      dealing = true;
    }
    for (BooleanSupplier next = next(); next != null; next = next()) {
      if (!next.getAsBoolean()) {
        synchronized (this) {
          left++;
        }
      }
    }
  }

  private synchronized BooleanSupplier next() {
    BooleanSupplier next = left > 0 ? waiting.poll() : null;
    if (next == null) {
      dealing = false;
    } else {
      left--;
    }
    return next;
  }
}
