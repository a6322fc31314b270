package dev.kinetd.runtime.launch;

import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.Epoll;
import dev.kinetd.runtime.linux.LinuxException;
import dev.kinetd.runtime.log.EventLog;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A few threads that accept and launch. A launching thread stands still until its child has called
 * exec, so there are more of them than cores; all wait at one epoll, which hands out ready
 * listeners one at a time and in turn: first come, first served, also between services.
 */
public final class LaunchPad {

  private static final int LISTENER_EVENTS = Epoll.IN | Epoll.ONE_SHOT;

  private final Launcher launcher;
  private final EventLog log;
  private final Epoll epoll;
  private final int wakeUp;
  private final DescriptorTable<Work> listeners = new DescriptorTable<>();
  private final Queue<Work> queue = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closing;

  /** Starts the threads. */
  public LaunchPad(int threadCount, Launcher launcher, EventLog log) throws LinuxException {
    this.launcher = launcher;
    this.log = log;
    epoll = new Epoll();
    wakeUp = Descriptors.eventCounter();
    epoll.add(wakeUp, Epoll.IN, wakeUp);
    for (int i = 1; i <= threadCount; i++) {
      threads.add(Thread.ofPlatform().name("kinetd-pad-" + i).daemon().start(this::run));
    }
  }

  /** What a launching thread does when it is its turn. */
  public interface Work {
    void run(Spawner spawner);
  }

  /** Watches a listener: each time it is ready, one thread runs the work, which must rearm it. */
  public void watch(int listener, Work work) throws LinuxException {
    listeners.set(listener, work);
    epoll.add(listener, LISTENER_EVENTS, listener);
  }

  /** Lets a listener be ready again. */
  public void rearm(int listener) {
    epoll.rearm(listener, LISTENER_EVENTS, listener);
  }

  /** Forgets a listener; to be called before it is closed. */
  public void forget(int listener) {
    listeners.set(listener, null);
    epoll.remove(listener);
  }

  /** Runs work that came about elsewhere, on the next free thread. */
  public void submit(Work work) {
    queue.add(work);
    Descriptors.signal(wakeUp);
  }

  private void run() {
    var spawner = launcher.newSpawner();
    var event = new Epoll.Events(1);
    MemorySegment counter = Arena.ofAuto().allocate(8, 8);
    while (!closing) {
      if (epoll.await(event, -1) == 1) {
        serve(event.data(0), spawner, counter);
      }
    }
    serve(wakeUp, spawner, counter);
    // What told this thread to end may have been read by it; the next one must hear of it too.
    Descriptors.signal(wakeUp);
  }

  private void serve(int ready, Spawner spawner, MemorySegment counter) {
    try {
      if (ready != wakeUp) {
        Work work = listeners.get(ready);
        if (work != null) {
          work.run(spawner);
        }
        return;
      }
      Descriptors.read(wakeUp, counter);
      for (Work work = queue.poll(); work != null; work = queue.poll()) {
        work.run(spawner);
      }
    } catch (RuntimeException | Error e) {
      // Also when memory is short: with its threads the runtime would lose every listener.
      log.fault(e);
    }
  }

  /** Ends the threads, once; launches under way and submitted work are finished first. */
  public void stop() throws InterruptedException {
    if (closing) {
      return;
    }
    closing = true;
    Descriptors.signal(wakeUp);
    for (Thread thread : threads) {
      thread.join();
    }
    epoll.close();
    Descriptors.close(wakeUp);
  }
}
