package dev.kinetd.runtime.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The limit of open descriptors (getrlimit(2), RLIMIT_NOFILE).
 *
 * @param soft the limit in force
 * @param hard how far a process may raise it by itself
 */
public record OpenFileLimit(long soft, long hard) {

  /** The kind of limit as prlimit(2) knows it. */
  public static final int RESOURCE = 7;

  /** More than this are of no use, and tables by descriptor would have no room for them. */
  private static final long MOST = 1 << 20;

  /**
   * Raises this process's own limit as far as it goes, at most to 1,048,576, and returns the one
   * that held before.
   */
  public static OpenFileLimit raise() throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limit = arena.allocate(16, 8);
      Kernel.checked(
          Syscall.PRLIMIT64, Kernel.call(Syscall.PRLIMIT64, 0, RESOURCE, 0, limit.address()));
      var before =
          new OpenFileLimit(
              limit.get(ValueLayout.JAVA_LONG, 0), limit.get(ValueLayout.JAVA_LONG, 8));
      long raised = Math.min(before.hard, MOST);
      if (raised <= before.soft) {
        return before;
      }
      new OpenFileLimit(raised, before.hard).writeTo(limit);
      Kernel.checked(
          Syscall.PRLIMIT64, Kernel.call(Syscall.PRLIMIT64, 0, RESOURCE, limit.address(), 0));
      return before;
    }
  }

  /** Writes a struct rlimit, 16 bytes. */
  public void writeTo(MemorySegment limit) {
    limit.set(ValueLayout.JAVA_LONG, 0, soft);
    limit.set(ValueLayout.JAVA_LONG, 8, hard);
  }
}
