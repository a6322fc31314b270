package dev.kinetd.runtime.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;

/** Sockets by descriptor (socket(2), ip(7), ipv6(7), tcp(7), unix(7)). */
public final class Sockets {

  private static final int SOCK_STREAM = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;
  private static final int SO_KEEPALIVE = 9;
  private static final int SO_LINGER = 13;
  private static final int SO_MEMINFO = 55;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_V6ONLY = 26;
  private static final int SHUT_WR = 1;
  private static final int SIOCGSTAMPNS = 0x8907;
  private static final short POLLIN = 1;
  private static final short POLLHUP = 0x10;
  private static final short POLLRDHUP = 0x2000;
  private static final int MSG_PEEK = 2;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  private Sockets() {}

  /**
   * A socket bound to the address. IPv6 means IPv6 alone, so that IPv4 can have a socket of its own
   * on the same port.
   *
   * @param blocking true for a socket that handlers are to get; the flag would be shared with them
   * @return the descriptor, which the caller owns and which closes on exec
   */
  public static int bind(SocketAddressBuffer address, boolean stream, boolean blocking)
      throws LinuxException {
    int type = (stream ? SOCK_STREAM : SOCK_DGRAM) | SOCK_CLOEXEC | (blocking ? 0 : SOCK_NONBLOCK);
    int fd =
        (int)
            Kernel.checked(Syscall.SOCKET, Kernel.call(Syscall.SOCKET, address.family(), type, 0));
    try {
      if (stream) {
        setOption(fd, SOL_SOCKET, SO_REUSEADDR, 1);
      }
      if (address.family() == SocketAddressBuffer.AF_INET6) {
        setOption(fd, IPPROTO_IPV6, IPV6_V6ONLY, 1);
      }
      Kernel.checked(
          Syscall.BIND, Kernel.call(Syscall.BIND, fd, address.addressPointer(), address.length()));
      return fd;
    } catch (LinuxException e) {
      Descriptors.close(fd);
      throw e;
    }
  }

  /** Begins to listen, or changes the backlog of a socket that does. */
  public static void listen(int fd, int backlog) throws LinuxException {
    Kernel.checked(Syscall.LISTEN, Kernel.call(Syscall.LISTEN, fd, backlog));
  }

  static void setOption(int fd, int level, int option, int value) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment box = arena.allocateFrom(ValueLayout.JAVA_INT, value);
      Kernel.checked(
          Syscall.SETSOCKOPT,
          Kernel.call(Syscall.SETSOCKOPT, fd, level, option, box.address(), 4, 0));
    }
  }

  /**
   * Takes the next connection.
   *
   * @param peer receives the client's address
   * @param blocking how the new socket behaves; the flag is shared with a handler that gets it
   * @return a descriptor that closes on exec and that the caller owns, or the negative errno
   */
  public static int accept(int listener, SocketAddressBuffer peer, boolean blocking) {
    peer.clear();
    int flags = SOCK_CLOEXEC | (blocking ? 0 : SOCK_NONBLOCK);
    return (int)
        Kernel.call(Syscall.ACCEPT4, listener, peer.addressPointer(), peer.lengthPointer(), flags);
  }

  /** Whether a connection, a datagram or the end of a stream is there at the moment. */
  public static boolean isReadable(int fd) {
    return poll(fd, POLLIN) != 0;
  }

  /**
   * Whether clients can still come to a bound socket. Who shares it may have shut it down, for good
   * and for everybody (shutdown(2)), or tied a datagram socket to one client (connect(2)).
   */
  public static boolean takesClients(int fd, SocketAddressBuffer room) {
    room.clear();
    return (poll(fd, POLLRDHUP) & (POLLRDHUP | POLLHUP)) == 0
        && Kernel.call(Syscall.GETPEERNAME, fd, room.addressPointer(), room.lengthPointer()) < 0;
  }

  /** Those of the events that are there at the moment, and POLLHUP and POLLERR unasked. */
  private static int poll(int fd, short events) {
    try (Arena arena = Arena.ofConfined()) {
      // struct pollfd: fd, events, revents; then a struct timespec of no time at all.
      MemorySegment poll = arena.allocate(8 + 16, 8);
      poll.set(ValueLayout.JAVA_INT, 0, fd);
      poll.set(ValueLayout.JAVA_SHORT, 4, events);
      Kernel.call(Syscall.PPOLL, poll.address(), 1, poll.address() + 8, 0, 0, 0);
      return poll.get(ValueLayout.JAVA_SHORT, 6);
    }
  }

  /**
   * When the datagram that was last looked at or taken came in, in nanoseconds since the epoch (the
   * kernel's SIOCGSTAMPNS); -1 where it does not tell, as for Unix sockets and for what came before
   * the first call, which begins to have arrivals timed.
   */
  public static long arrivalNanos(int fd) {
    Instant now = Instant.now();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(16, 8);
      if (Kernel.call(Syscall.IOCTL, fd, SIOCGSTAMPNS, time.address()) < 0) {
        return -1;
      }
      long seconds = time.get(ValueLayout.JAVA_LONG, 0);
      long nanos = time.get(ValueLayout.JAVA_LONG, 8);
      // In place of a time that it does not know, the kernel gives the present one.
      boolean known = Instant.ofEpochSecond(seconds, nanos).isBefore(now);
      return known ? seconds * 1_000_000_000 + nanos : -1;
    }
  }

  /** Writes the socket's own address into the buffer; 0 or the negative errno. */
  public static int localAddress(int fd, SocketAddressBuffer local) {
    local.clear();
    return (int)
        Kernel.call(Syscall.GETSOCKNAME, fd, local.addressPointer(), local.lengthPointer());
  }

  /**
   * Reads without taking; never waits.
   *
   * @param from receives the sender of a datagram, or null
   * @return bytes there are (0 at the end of a stream), or the negative errno
   */
  public static int peek(int fd, MemorySegment into, SocketAddressBuffer from) {
    return receive(fd, into, MSG_PEEK | MSG_DONTWAIT, from);
  }

  /** Reads and takes; never waits. Bytes read, 0 at the end, or the negative errno. */
  public static int receive(int fd, MemorySegment into) {
    return receive(fd, into, MSG_DONTWAIT, null);
  }

  private static int receive(int fd, MemorySegment into, int flags, SocketAddressBuffer from) {
    if (from != null) {
      from.clear();
    }
    return (int)
        Kernel.call(
            Syscall.RECVFROM,
            fd,
            into.address(),
            into.byteSize(),
            flags,
            from == null ? 0 : from.addressPointer(),
            from == null ? 0 : from.lengthPointer());
  }

  /** Sends without waiting and without SIGPIPE; bytes sent or the negative errno. */
  public static int send(int fd, MemorySegment bytes) {
    return (int)
        Kernel.call(
            Syscall.SENDTO,
            fd,
            bytes.address(),
            bytes.byteSize(),
            MSG_DONTWAIT | MSG_NOSIGNAL,
            0,
            0);
  }

  /** Has the kernel look after a silent peer (SO_KEEPALIVE). */
  public static void keepAlive(int fd) {
    option(fd, SO_KEEPALIVE, 1, 0, 4);
  }

  /** Has close wait for what is unsent (SO_LINGER); 0 seconds turns that off. */
  public static void linger(int fd, int seconds) {
    option(fd, SO_LINGER, seconds > 0 ? 1 : 0, seconds, 8);
  }

  /** Of no consequence where the socket has no such option. */
  private static void option(int fd, int option, int first, int second, int length) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocateFrom(ValueLayout.JAVA_INT, first, second);
      Kernel.call(Syscall.SETSOCKOPT, fd, SOL_SOCKET, option, value.address(), length, 0);
    }
  }

  /** Ends the stream towards the peer and leaves the other direction open (shutdown(2)). */
  public static void shutdownOutput(int fd) {
    Kernel.call(Syscall.SHUTDOWN, fd, SHUT_WR);
  }

  /**
   * Bytes of kernel memory that unread datagrams take (SO_MEMINFO, SK_MEMINFO_RMEM_ALLOC); -1 where
   * the kernel does not tell.
   */
  public static int receiveMemory(int fd) {
    return optionInt(fd, SOL_SOCKET, SO_MEMINFO, 0);
  }

  /**
   * Connections waiting to be accepted: in a listener's tcp_info, tcpi_unacked holds them. -1 where
   * the kernel does not tell, as for Unix sockets.
   */
  public static int acceptQueue(int listener) {
    return optionInt(listener, IPPROTO_TCP, TCP_INFO, 24);
  }

  private static int optionInt(int fd, int level, int option, int offset) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(64, 8);
      MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, 64);
      long result =
          Kernel.call(Syscall.GETSOCKOPT, fd, level, option, value.address(), length.address(), 0);
      return result < 0 || length.get(ValueLayout.JAVA_INT, 0) < offset + 4
          ? -1
          : value.get(ValueLayout.JAVA_INT, offset);
    }
  }
}
