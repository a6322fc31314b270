package dev.kinetd.runtime.launch;

import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.ProcessControl;
import dev.kinetd.runtime.log.EventLog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes the exits of the handlers that kinetd launched, and of no other child of this process. Each
 * handler is known by a pidfd, which the reaper owns from {@link #watch} on. Works on the watch
 * loop's thread.
 */
public final class Reaper {

  private final WatchLoop loop;
  private final EventLog log;
  private final DescriptorTable<Invocation> byPidfd = new DescriptorTable<>();
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean awaited;
  private final ProcessControl.Exit exit = new ProcessControl.Exit();

  public Reaper(WatchLoop loop, EventLog log) {
    this.loop = loop;
    this.log = log;
  }

  /** Takes charge of a started invocation and its pidfd; from any thread. */
  void watch(Invocation invocation) {
    running.incrementAndGet();
    int pidfd = invocation.pidfd();
    byPidfd.set(pidfd, invocation);
    await(invocation);
  }

  private void await(Invocation invocation) {
    loop.awaitReadable(invocation.pidfd(), () -> reap(invocation));
  }

  /** Handlers that have not been reaped. */
  public int running() {
    return running.get();
  }

  /** Signals every running handler and its process group; from any thread. */
  public void signalAll(int signal) {
    byPidfd.forEach((invocation, pidfd) -> invocation.signal(signal));
  }

  /** Waits until no handler runs, at most as long as given. Not on the watch loop's thread. */
  public synchronized void awaitNone(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    awaited = true;
    for (long left = time.toNanos(); running() > 0 && left > 0; left = end - System.nanoTime()) {
      wait(Math.max(1, left / 1_000_000));
    }
    awaited = false;
  }

  private synchronized void tellNone() {
    notifyAll();
  }

  private void reap(Invocation invocation) {
    int pidfd = invocation.pidfd();
    if (!invocation.reap(exit)) {
      await(invocation);
      return;
    }
    invocation.readErrors();
    byPidfd.set(pidfd, null);
    loop.forget(pidfd);
    Descriptors.close(pidfd);
    log.add(new Exited(System.currentTimeMillis(), invocation));
    try {
      invocation.owner().exited(invocation);
    } finally {
      if (running.decrementAndGet() == 0 && awaited) {
        tellNone();
      }
    }
  }
}
