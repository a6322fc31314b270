package dev.kinetd.runtime.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Machine code made callable: a page that is first writable, then executable, never both. It stays
 * mapped as long as the process lives.
 */
public final class ExecutablePage {

  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int PROT_EXEC = 4;
  private static final int MAP_PRIVATE = 2;
  private static final int MAP_ANONYMOUS = 0x20;

  private ExecutablePage() {}

  /**
   * Maps the code.
   *
   * @return its first instruction
   * @throws LinuxException where a security module forbids pages that become executable
   */
  public static MemorySegment of(byte[] code) throws LinuxException {
    long address =
        Kernel.checked(
            Syscall.MMAP,
            Kernel.call(
                Syscall.MMAP,
                0,
                code.length,
                PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS,
                -1,
                0));
    MemorySegment page = MemorySegment.ofAddress(address).reinterpret(code.length);
    MemorySegment.copy(code, 0, page, ValueLayout.JAVA_BYTE, 0, code.length);
    Kernel.checked(
        Syscall.MPROTECT,
        Kernel.call(Syscall.MPROTECT, address, code.length, PROT_READ | PROT_EXEC));
    return page;
  }
}
