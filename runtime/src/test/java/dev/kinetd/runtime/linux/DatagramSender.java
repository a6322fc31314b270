package dev.kinetd.runtime.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** For tests: sends from a descriptor that belongs to somebody else. */
public final class DatagramSender {

  private DatagramSender() {}

  public static int send(int fd, byte[] bytes, SocketAddressBuffer to) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      return (int)
          Kernel.call(
              Syscall.SENDTO,
              fd,
              copy.address(),
              bytes.length,
              0,
              to.addressPointer(),
              to.length());
    }
  }
}
