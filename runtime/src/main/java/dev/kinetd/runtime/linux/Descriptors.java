package dev.kinetd.runtime.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** File descriptors as such: close, flags, pipes, event counters. */
public final class Descriptors {

  private static final int AT_FDCWD = -100;
  private static final int O_RDWR = 2;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int O_NOFOLLOW =
      switch (Architecture.current()) {
        case AMD64 -> 0x20000;
        case ARM64 -> 0x8000;
      };
  private static final int O_PATH = 0x200000;
  private static final int FIONREAD = 0x541b;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;

  private Descriptors() {}

  /**
   * Closes; an error is of no use to anyone, since the descriptor is gone in any case (close(2)).
   */
  public static void close(int fd) {
    Kernel.call(Syscall.CLOSE, fd);
  }

  /** Sets whether reads and writes wait; the flag is shared with every holder of the open file. */
  public static void setBlocking(int fd, boolean blocking) throws LinuxException {
    long flags = Kernel.checked(Syscall.FCNTL, Kernel.call(Syscall.FCNTL, fd, F_GETFL));
    long wanted = blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
    Kernel.checked(Syscall.FCNTL, Kernel.call(Syscall.FCNTL, fd, F_SETFL, wanted));
  }

  /** Has reads and writes wait; of no consequence where the descriptor has no such flag. */
  public static void makeBlocking(int fd) {
    long flags = Kernel.call(Syscall.FCNTL, fd, F_GETFL);
    Kernel.call(Syscall.FCNTL, fd, F_SETFL, flags & ~O_NONBLOCK);
  }

  /** Another descriptor, closing on exec, for the same open file. */
  public static int duplicate(int fd) throws LinuxException {
    return (int) Kernel.checked(Syscall.FCNTL, Kernel.call(Syscall.FCNTL, fd, F_DUPFD_CLOEXEC, 3));
  }

  /** The descriptor of /dev/null, closing on exec, for reading and writing. */
  public static int openNull() throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      long path = arena.allocateFrom("/dev/null").address();
      return (int)
          Kernel.checked(
              Syscall.OPENAT, Kernel.call(Syscall.OPENAT, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0));
    }
  }

  /**
   * A descriptor, closing on exec, that stands for a file without opening it; for a link itself
   * where the path is one (O_PATH, open(2)).
   */
  static int openPath(String file) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      long path = arena.allocateFrom(file).address();
      int flags = O_PATH | O_NOFOLLOW | O_CLOEXEC;
      return (int)
          Kernel.checked(Syscall.OPENAT, Kernel.call(Syscall.OPENAT, AT_FDCWD, path, flags, 0));
    }
  }

  /**
   * A pipe that closes on exec.
   *
   * @param pair eight bytes that receive the read and the write end
   * @return 0 or the negative errno
   */
  public static int pipe(MemorySegment pair) {
    return (int) Kernel.call(Syscall.PIPE2, pair.address(), O_CLOEXEC);
  }

  /** An event counter (eventfd(2)), non-blocking: a wake-up that epoll can wait for. */
  public static int eventCounter() throws LinuxException {
    return (int)
        Kernel.checked(Syscall.EVENTFD2, Kernel.call(Syscall.EVENTFD2, 0, O_CLOEXEC | O_NONBLOCK));
  }

  /** Makes a descriptor of {@link #eventCounter} readable. */
  public static void signal(int eventCounter) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
      Kernel.call(Syscall.WRITE, eventCounter, one.address(), 8);
    }
  }

  /** Bytes that wait in a pipe, or the negative errno. */
  public static int available(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(ValueLayout.JAVA_INT);
      long result = Kernel.call(Syscall.IOCTL, fd, FIONREAD, bytes.address());
      return result < 0 ? (int) result : bytes.get(ValueLayout.JAVA_INT, 0);
    }
  }

  /**
   * Reads what is there.
   *
   * @return bytes read, 0 at the end, or the negative errno
   */
  public static int read(int fd, MemorySegment into) {
    return (int) Kernel.call(Syscall.READ, fd, into.address(), into.byteSize());
  }
}
