package dev.kinetd.runtime.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A file that is in memory and in no folder (memfd_create(2)), and that nobody can change once it
 * is made: needs no place to write to, and everybody who is handed its descriptor can read it.
 */
public final class SealedMemory {

  private static final int MFD_CLOEXEC = 0x1;
  private static final int MFD_ALLOW_SEALING = 0x2;
  private static final int MFD_NOEXEC_SEAL = 0x8;
  private static final int F_ADD_SEALS = 1033;
  private static final int ALL_SEALS = 0x1 | 0x2 | 0x4 | 0x8;

  private SealedMemory() {}

  /**
   * Makes one.
   *
   * @param name what ps(1) and /proc show
   * @return a descriptor, closing on exec, or the negative errno
   */
  public static int of(String name, byte[] content) {
    try (Arena arena = Arena.ofConfined()) {
      long title = arena.allocateFrom(name).address();
      int flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
      long fd = Kernel.call(Syscall.MEMFD_CREATE, title, flags | MFD_NOEXEC_SEAL);
      if (fd == -Errno.EINVAL) {
        // Before Linux 6.3, where nothing asks for the flag either.
        fd = Kernel.call(Syscall.MEMFD_CREATE, title, flags);
      }
      if (fd < 0) {
        return (int) fd;
      }
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, content);
      long written = Kernel.call(Syscall.WRITE, fd, bytes.address(), content.length);
      long failed = written < 0 ? written : written < content.length ? -Errno.ENOSPC : 0;
      if (failed == 0) {
        failed = Kernel.call(Syscall.FCNTL, fd, F_ADD_SEALS, ALL_SEALS);
      }
      if (failed < 0) {
        Descriptors.close((int) fd);
      }
      return (int) (failed < 0 ? failed : fd);
    }
  }
}
