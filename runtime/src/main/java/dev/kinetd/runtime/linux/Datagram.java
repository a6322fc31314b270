package dev.kinetd.runtime.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Room for one UDP datagram, its sender and the address it was sent to (recvmsg(2), IP_PKTINFO in
 * ip(7), IPV6_PKTINFO in ipv6(7)). Belongs to one thread.
 */
public final class Datagram {

  /** The most payload that UDP carries, jumbograms aside. */
  private static final int MAX_PAYLOAD = 65535;

  private static final int IPPROTO_IP = 0;
  private static final int IP_PKTINFO = 8;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_RECVPKTINFO = 49;
  private static final int IPV6_PKTINFO = 50;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  // struct msghdr of 64-bit Linux.
  private static final int MESSAGE_SIZE = 56;
  private static final int NAME_LENGTH = 8;
  private static final int VECTOR = 16;
  private static final int VECTOR_COUNT = 24;
  private static final int CONTROL = 32;
  private static final int CONTROL_LENGTH = 40;

  // struct cmsghdr, then in_pktinfo (index, local address, destination) or in6_pktinfo
  // (destination, index).
  private static final int CONTROL_SIZE = 64;
  private static final int LEVEL = 8;
  private static final int TYPE = 12;
  private static final int DATA = 16;
  private static final int V4_LOCAL = DATA + 4;
  private static final int V4_DESTINATION = DATA + 8;
  private static final int V4_SPACE = DATA + 16;
  private static final int V6_INDEX = DATA + 16;
  private static final int V6_SPACE = DATA + 24;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private final MemorySegment message = Arena.ofAuto().allocate(MESSAGE_SIZE, 8);
  private final MemorySegment vector = Arena.ofAuto().allocate(16, 8);
  private final MemorySegment control = Arena.ofAuto().allocate(CONTROL_SIZE, 8);
  private final MemorySegment payload = Arena.ofAuto().allocate(MAX_PAYLOAD, 8);
  private final SocketAddressBuffer sender = new SocketAddressBuffer();
  private int length;

  /** Has the kernel tell of every datagram of a UDP socket where it was sent to. */
  public static void tellDestinations(int fd) throws LinuxException {
    var local = new SocketAddressBuffer();
    Kernel.checked(Syscall.GETSOCKNAME, Sockets.localAddress(fd, local));
    if (local.family() == SocketAddressBuffer.AF_INET6) {
      Sockets.setOption(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
    } else {
      Sockets.setOption(fd, IPPROTO_IP, IP_PKTINFO, 1);
    }
  }

  /** Takes the next datagram without waiting; 0 (also for an empty one) or the negative errno. */
  public int receive(int fd) {
    sender.clear();
    control.fill((byte) 0);
    describe(payload, SocketAddressBuffer.SIZE, CONTROL_SIZE);
    int result = (int) Kernel.call(Syscall.RECVMSG, fd, message.address(), MSG_DONTWAIT);
    length = Math.max(result, 0);
    sender.setLength(message.get(INT, NAME_LENGTH));
    return Math.min(result, 0);
  }

  /** What was in it; valid until the next {@link #receive}. */
  public MemorySegment payload() {
    return payload.asSlice(0, length);
  }

  /** Who sent it. */
  public SocketAddressBuffer sender() {
    return sender;
  }

  /**
   * Whether it was sent to this machine alone, and not to a multicast group or a broadcast address.
   * Of an IPv4 datagram the kernel tells where it was sent to and which own address that reached:
   * broadcasts are those where the two differ.
   */
  public boolean sentToOneHost() {
    if (isIpv6()) {
      return (control.get(ValueLayout.JAVA_BYTE, DATA) & 0xff) != 0xff;
    }
    if (!isIpv4()) {
      return false;
    }
    int local = control.get(INT, V4_LOCAL);
    int destination = control.get(INT, V4_DESTINATION);
    boolean groupOrBroadcast = (control.get(ValueLayout.JAVA_BYTE, V4_DESTINATION) & 0xff) >= 224;
    // The local address is missing from datagrams that came before tellDestinations.
    return !groupOrBroadcast && (local == destination || local == 0);
  }

  /**
   * Sends bytes back to the sender, from the address that it had sent to: a socket bound to all
   * addresses would else answer from another one, and the client would not know it.
   *
   * @return 0 or the negative errno; never waits
   */
  public int reply(int fd, MemorySegment bytes) {
    int space = 0;
    if (isIpv4()) {
      control.set(INT, DATA, 0);
      control.set(INT, V4_LOCAL, control.get(INT, V4_DESTINATION));
      space = V4_SPACE;
    } else if (isIpv6()) {
      if (!isLinkLocal()) {
        // Only there the address means nothing without its interface; elsewhere routing decides.
        control.set(INT, V6_INDEX, 0);
      }
      space = V6_SPACE;
    }
    describe(bytes, sender.length(), space);
    int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
    return (int) Math.min(0, Kernel.call(Syscall.SENDMSG, fd, message.address(), flags));
  }

  private boolean isIpv4() {
    return control.get(LONG, 0) != 0
        && control.get(INT, LEVEL) == IPPROTO_IP
        && control.get(INT, TYPE) == IP_PKTINFO;
  }

  private boolean isIpv6() {
    return control.get(INT, LEVEL) == IPPROTO_IPV6 && control.get(INT, TYPE) == IPV6_PKTINFO;
  }

  private boolean isLinkLocal() {
    return control.get(ValueLayout.JAVA_BYTE, DATA) == (byte) 0xfe
        && (control.get(ValueLayout.JAVA_BYTE, DATA + 1) & 0xc0) == 0x80;
  }

  private void describe(MemorySegment bytes, int nameLength, int controlLength) {
    vector.set(LONG, 0, bytes.address());
    vector.set(LONG, 8, bytes.byteSize());
    message.set(LONG, 0, sender.addressPointer());
    message.set(INT, NAME_LENGTH, nameLength);
    message.set(LONG, VECTOR, vector.address());
    message.set(LONG, VECTOR_COUNT, 1);
    message.set(LONG, CONTROL, control.address());
    message.set(LONG, CONTROL_LENGTH, controlLength);
  }
}
