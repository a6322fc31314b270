package dev.kinetd.runtime.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/**
 * Asks the kernel about TCP connections of the whole network namespace (sock_diag(7)). Much quicker
 * than {@code /proc/net/tcp} where there are thousands.
 */
public final class SocketDiagnosis {

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int NETLINK_SOCK_DIAG = 4;
  private static final short SOCK_DIAG_BY_FAMILY = 20;
  private static final short NLMSG_DONE = 3;
  private static final short NLM_F_REQUEST = 1;
  private static final short NLM_F_DUMP = 0x300;
  private static final byte IPPROTO_TCP = 6;
  private static final int ESTABLISHED = 1 << 1;
  private static final int CLOSE_WAIT = 1 << 8;

  /** struct nlmsghdr: length, type, flags, sequence, port. */
  private static final int HEADER = 16;

  private static final int TYPE = 4;
  private static final int FLAGS = 6;

  /** struct inet_diag_req_v2: family, protocol, extensions, pad, states, then the socket's id. */
  private static final int REQUEST = HEADER + 56;

  private static final int STATES = HEADER + 4;
  private static final int SOURCE_PORT = HEADER + 8;

  /** In struct inet_diag_msg: the id's cookie, and the inode. */
  private static final int COOKIE = HEADER + 4 + 40;

  private static final int INODE = HEADER + 68;
  private static final int ANSWER = HEADER + 72;
  private static final int ROOM = 32 * 1024;

  private static final ValueLayout.OfShort NETWORK_SHORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  private SocketDiagnosis() {}

  /**
   * Connections to a local port that the kernel has completed and nobody has accepted: they have no
   * inode yet, and may be closed on the client's side already.
   *
   * @return the kernel's cookies of them, which are never used twice; or null where it does not
   *     tell
   */
  public static Set<Long> unaccepted(boolean ipv6, int port) {
    long fd = Kernel.call(Syscall.SOCKET, AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (fd < 0) {
      return null;
    }
    try (Arena arena = Arena.ofConfined()) {
      if (Sockets.send((int) fd, request(arena, ipv6, port)) < 0) {
        return null;
      }
      return answer((int) fd, arena.allocate(ROOM, 8));
    } finally {
      Descriptors.close((int) fd);
    }
  }

  private static MemorySegment request(Arena arena, boolean ipv6, int port) {
    MemorySegment request = arena.allocate(REQUEST, 8);
    request.set(ValueLayout.JAVA_INT, 0, REQUEST);
    request.set(ValueLayout.JAVA_SHORT, TYPE, SOCK_DIAG_BY_FAMILY);
    request.set(ValueLayout.JAVA_SHORT, FLAGS, (short) (NLM_F_REQUEST | NLM_F_DUMP));
    int family = ipv6 ? SocketAddressBuffer.AF_INET6 : SocketAddressBuffer.AF_INET;
    request.set(ValueLayout.JAVA_BYTE, HEADER, (byte) family);
    request.set(ValueLayout.JAVA_BYTE, HEADER + 1, IPPROTO_TCP);
    request.set(ValueLayout.JAVA_INT, STATES, ESTABLISHED | CLOSE_WAIT);
    request.set(NETWORK_SHORT, SOURCE_PORT, (short) port);
    return request;
  }

  /** Each read makes the kernel fill in more, so that none has to wait. */
  private static Set<Long> answer(int fd, MemorySegment room) {
    Set<Long> cookies = new HashSet<>();
    while (true) {
      int length = Sockets.receive(fd, room);
      if (length <= 0) {
        return null;
      }
      for (int at = 0; at + HEADER <= length; ) {
        short type = room.get(ValueLayout.JAVA_SHORT, at + TYPE);
        int size = room.get(ValueLayout.JAVA_INT, at);
        if (type != SOCK_DIAG_BY_FAMILY || size < ANSWER) {
          return type == NLMSG_DONE ? cookies : null;
        }
        if (room.get(ValueLayout.JAVA_INT, at + INODE) == 0) {
          cookies.add(room.get(LONG, at + COOKIE));
        }
        at += size + 3 & ~3;
      }
    }
  }
}
