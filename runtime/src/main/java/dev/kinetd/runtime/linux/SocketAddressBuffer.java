package dev.kinetd.runtime.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Room for one socket address (sockaddr_in, sockaddr_in6, sockaddr_un) and its length, as the
 * kernel reads and writes them. Belongs to one thread.
 */
public final class SocketAddressBuffer {

  static final int AF_UNIX = 1;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;

  static final int SIZE = 128;
  private static final ValueLayout.OfShort NETWORK_SHORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt NETWORK_INT =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong NETWORK_LONG =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment address = Arena.ofAuto().allocate(SIZE, 8);
  private final MemorySegment length = Arena.ofAuto().allocate(ValueLayout.JAVA_INT);

  /** Fills in an IP address and port. */
  public SocketAddressBuffer set(InetAddress ip, int port) {
    address.fill((byte) 0);
    boolean v4 = ip instanceof Inet4Address;
    address.set(ValueLayout.JAVA_SHORT, 0, (short) (v4 ? AF_INET : AF_INET6));
    address.set(NETWORK_SHORT, 2, (short) port);
    MemorySegment.copy(ip.getAddress(), 0, address, ValueLayout.JAVA_BYTE, v4 ? 4 : 8, v4 ? 4 : 16);
    if (ip instanceof java.net.Inet6Address v6) {
      address.set(ValueLayout.JAVA_INT, 24, v6.getScopeId());
    }
    length.set(ValueLayout.JAVA_INT, 0, v4 ? 16 : 28);
    return this;
  }

  /** Fills in the path of a Unix socket; at most 107 bytes. */
  public SocketAddressBuffer set(String path) {
    address.fill((byte) 0);
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, 2, bytes.length);
    length.set(ValueLayout.JAVA_INT, 0, 2 + bytes.length + 1);
    return this;
  }

  /** Whether it holds an IPv4 or IPv6 address. */
  public boolean isInternet() {
    int family = address.get(ValueLayout.JAVA_SHORT, 0);
    return family == AF_INET || family == AF_INET6;
  }

  /** The port of an internet address. */
  public int port() {
    return address.get(NETWORK_SHORT, 2) & 0xffff;
  }

  /** The first eight bytes of the address as IPv6, an IPv4 address being mapped. */
  public long high() {
    return address.get(ValueLayout.JAVA_SHORT, 0) == AF_INET6 ? address.get(NETWORK_LONG, 8) : 0;
  }

  /** The last eight bytes of the address as IPv6, an IPv4 address being mapped. */
  public long low() {
    return address.get(ValueLayout.JAVA_SHORT, 0) == AF_INET6
        ? address.get(NETWORK_LONG, 16)
        : 0x0000_ffff_0000_0000L | (address.get(NETWORK_INT, 4) & 0xffff_ffffL);
  }

  int family() {
    return address.get(ValueLayout.JAVA_SHORT, 0);
  }

  /** Makes the whole room available for an address that the kernel writes. */
  SocketAddressBuffer clear() {
    address.set(ValueLayout.JAVA_LONG, 0, 0);
    length.set(ValueLayout.JAVA_INT, 0, SIZE);
    return this;
  }

  long addressPointer() {
    return address.address();
  }

  long lengthPointer() {
    return length.address();
  }

  void setLength(int bytes) {
    length.set(ValueLayout.JAVA_INT, 0, bytes);
  }

  int length() {
    return length.get(ValueLayout.JAVA_INT, 0);
  }
}
