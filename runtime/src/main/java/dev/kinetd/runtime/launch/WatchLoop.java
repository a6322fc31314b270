package dev.kinetd.runtime.launch;

import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.Epoll;
import dev.kinetd.runtime.linux.Errno;
import dev.kinetd.runtime.linux.LinuxException;
import dev.kinetd.runtime.log.EventLog;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * One thread that waits for descriptors and for points in time, where nothing may be accepted or
 * read on the way: exits of handlers, their error output, sockets to be handed over unread,
 * requests to the multiplexer. Callbacks run on this thread, one after the other, and must not
 * block; one that fails is logged, and the loop goes on.
 */
public final class WatchLoop {

  private static final int BATCH = 64;

  /** Until a watch for which the kernel had no memory is tried again. */
  private static final long RETRY_NANOS = 100_000_000;

  private final EventLog log;
  private final Epoll epoll;
  private final int wakeUp;
  private final Thread thread;
  private final MemorySegment counter = Arena.ofAuto().allocate(8, 8);
  private final DescriptorTable<Runnable> callbacks = new DescriptorTable<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>((a, b) -> Long.signum(a.dueNanos - b.dueNanos));
  private final Epoll.Events events = new Epoll.Events(BATCH);
  private int count;
  private int next;
  private volatile boolean closing;

  public WatchLoop(EventLog log) throws LinuxException {
    this.log = log;
    epoll = new Epoll();
    wakeUp = Descriptors.eventCounter();
    epoll.add(wakeUp, Epoll.IN, wakeUp);
    callbacks.set(wakeUp, () -> Descriptors.read(wakeUp, counter));
    thread = Thread.ofPlatform().name("kinetd-watch").daemon().start(this::run);
  }

  /** Runs a task on the loop's thread soon; from any thread. */
  public void execute(Runnable task) {
    tasks.add(task);
    Descriptors.signal(wakeUp);
  }

  /** Runs a task on the loop's thread and returns when it is done; from any other thread. */
  public void executeAndWait(Runnable task) {
    if (Thread.currentThread() == thread) {
      task.run();
      return;
    }
    var done = new CountDownLatch(1);
    execute(
        () -> {
          try {
            task.run();
          } finally {
            done.countDown();
          }
        });
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Calls back once when the descriptor is readable or at its end. From any thread for a descriptor
   * that is not watched yet, from a callback to watch it again. Where the kernel has no memory for
   * the watch, it is tried again until it has.
   */
  public void awaitReadable(int fd, Runnable callback) {
    boolean known = callbacks.get(fd) != null;
    callbacks.set(fd, callback);
    int events = Epoll.IN | Epoll.RDHUP | Epoll.ONE_SHOT;
    int result = known ? epoll.rearm(fd, events, fd) : epoll.tryAdd(fd, events, fd);
    if (result == -Errno.ENOENT) {
      result = epoll.tryAdd(fd, events, fd);
    }
    if (result < 0) {
      execute(() -> schedule(RETRY_NANOS, () -> awaitAgain(fd, callback)));
    }
  }

  private void awaitAgain(int fd, Runnable callback) {
    if (callbacks.get(fd) == callback) {
      awaitReadable(fd, callback);
    }
  }

  /** Forgets a descriptor; to be called before it is closed. On the loop's thread. */
  public void forget(int fd) {
    callbacks.set(fd, null);
    epoll.remove(fd);
    // Its number may belong to another one before this round of events is over.
    for (int i = next; i < count; i++) {
      if (events.data(i) == fd) {
        events.clear(i);
      }
    }
  }

  /** Runs a task on the loop's thread after a while. On the loop's thread. */
  public Timer schedule(long delayNanos, Runnable task) {
    var timer = new Timer(System.nanoTime() + delayNanos, task);
    timers.add(timer);
    return timer;
  }

  private void run() {
    while (!closing) {
      count = epoll.await(events, timeoutMillis());
      for (next = 0; next < count; ) {
        int fd = events.data(next++);
        Runnable callback = fd < 0 ? null : callbacks.get(fd);
        if (callback != null) {
          guarded(callback);
        }
      }
      runTasks();
      runTimers();
    }
    runTasks();
    epoll.close();
    // Nobody is left to do it for what is still watched: handlers that outlive the runtime.
    callbacks.forEach((callback, fd) -> Descriptors.close(fd));
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      guarded(task);
    }
  }

  private void guarded(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException | Error e) {
      // Also when memory is short: a loop that ends would take every handler's exit with it.
      log.fault(e);
    }
  }

  private int timeoutMillis() {
    Timer next = timers.peek();
    if (next == null) {
      return -1;
    }
    long nanos = next.dueNanos - System.nanoTime();
    return nanos <= 0 ? 0 : (int) Math.min(nanos / 1_000_000 + 1, 60_000);
  }

  private void runTimers() {
    while (!timers.isEmpty() && timers.peek().dueNanos - System.nanoTime() <= 0) {
      guarded(timers.poll().task);
    }
  }

  /** Ends the thread and closes every descriptor that is still watched. */
  public void stop() throws InterruptedException {
    closing = true;
    Descriptors.signal(wakeUp);
    thread.join();
  }

  /** A task in the future. */
  public final class Timer {

    private final long dueNanos;
    private final Runnable task;

    private Timer(long dueNanos, Runnable task) {
      this.dueNanos = dueNanos;
      this.task = task;
    }

    /** Takes it back. On the loop's thread. */
    public void cancel() {
      timers.remove(this);
    }
  }
}
