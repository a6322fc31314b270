package dev.kinetd.runtime.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * An epoll instance (epoll(7)) whose events carry an int chosen by the caller. Any thread may add,
 * change and remove; several threads may wait, each with its own {@link Events}.
 */
public final class Epoll implements AutoCloseable {

  public static final int IN = 0x001;
  public static final int RDHUP = 0x2000;
  public static final int EDGE_TRIGGERED = 1 << 31;

  /** Reported once, then silent until {@link #rearm}. */
  public static final int ONE_SHOT = 1 << 30;

  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final int CTL_ADD = 1;
  private static final int CTL_DEL = 2;
  private static final int CTL_MOD = 3;

  /** The kernel packs struct epoll_event on amd64 alone. */
  private static final int DATA_OFFSET = Architecture.current() == Architecture.AMD64 ? 4 : 8;

  private static final int EVENT_SIZE = DATA_OFFSET + 8;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  private static final ThreadLocal<MemorySegment> EVENT =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(EVENT_SIZE, 8));

  private final int fd;

  public Epoll() throws LinuxException {
    fd =
        (int)
            Kernel.checked(
                Syscall.EPOLL_CREATE1, Kernel.call(Syscall.EPOLL_CREATE1, EPOLL_CLOEXEC));
  }

  /** Watches a descriptor; {@code data} comes back with its events. */
  public void add(int watched, int events, int data) throws LinuxException {
    Kernel.checked(Syscall.EPOLL_CTL, control(CTL_ADD, watched, events, data));
  }

  /** Watches a descriptor; 0 or the negative errno. */
  public int tryAdd(int watched, int events, int data) {
    return control(CTL_ADD, watched, events, data);
  }

  /** Makes a one-shot descriptor report again; 0 or the negative errno. */
  public int rearm(int watched, int events, int data) {
    return control(CTL_MOD, watched, events, data);
  }

  /** Stops watching; of no consequence for a descriptor that is not watched. */
  public void remove(int watched) {
    control(CTL_DEL, watched, 0, 0);
  }

  private int control(int operation, int watched, int events, int data) {
    MemorySegment event = EVENT.get();
    event.set(INT, 0, events);
    event.set(INT, DATA_OFFSET, data);
    return (int) Kernel.call(Syscall.EPOLL_CTL, fd, operation, watched, event.address());
  }

  /**
   * Waits for events.
   *
   * @param timeoutMillis -1 to wait as long as it takes
   * @return how many there are; 0 also when a signal arrived
   */
  public int await(Events events, int timeoutMillis) {
    long count =
        Kernel.call(
            Syscall.EPOLL_PWAIT,
            fd,
            events.segment.address(),
            events.capacity,
            timeoutMillis,
            0,
            8);
    return (int) Math.max(count, 0);
  }

  @Override
  public void close() {
    Descriptors.close(fd);
  }

  /** Room for the events of one wait; belongs to one thread. */
  public static final class Events {

    private final MemorySegment segment;
    private final int capacity;

    public Events(int capacity) {
      this.capacity = capacity;
      this.segment = Arena.ofAuto().allocate((long) capacity * EVENT_SIZE, 8);
    }

    /** Makes an event's int -1. */
    public void clear(int index) {
      segment.set(INT, (long) index * EVENT_SIZE + DATA_OFFSET, -1);
    }

    /** The int that was given when the descriptor of the event was added. */
    public int data(int index) {
      return segment.get(INT, (long) index * EVENT_SIZE + DATA_OFFSET);
    }
  }
}
