package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.linux.SocketAddressBuffer;
import dev.kinetd.runtime.linux.SocketDiagnosis;
import dev.kinetd.runtime.linux.Sockets;
import dev.kinetd.runtime.resolve.Endpoint;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * What waits at a socket, seen without taking it, so that a handler that takes nothing is noticed.
 *
 * @param first the first datagram with its sender and time of arrival, as a checksum; 0 for a
 *     listener
 * @param amount memory that all datagrams take, or clients in the queue; -1 where the kernel does
 *     not tell
 * @param clients those in the queue of a listener, or null where nobody looked
 */
record QueueHead(long first, int amount, Set<Long> clients) {

  private static final int ENOUGH = 2048;

  /**
   * Looks.
   *
   * @param closely whether to find out who the clients of a listener are, for which the kernel goes
   *     through all connections
   */
  static QueueHead of(ListenSocket socket, SocketAddressBuffer address, boolean closely) {
    if (!socket.endpoint().stream()) {
      return new QueueHead(
          firstDatagram(socket.fd(), address), Sockets.receiveMemory(socket.fd()), null);
    }
    Set<Long> clients =
        closely && socket.endpoint() instanceof Endpoint.Inet inet
            ? SocketDiagnosis.unaccepted(inet.address() instanceof Inet6Address, inet.port())
            : null;
    return new QueueHead(0, Sockets.acceptQueue(socket.fd()), clients);
  }

  private static long firstDatagram(int fd, SocketAddressBuffer address) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(ENOUGH);
      int length = Sockets.peek(fd, buffer, address);
      var checksum = new CRC32();
      checksum.update(buffer.asSlice(0, Math.max(0, length)).asByteBuffer());
      long sender = (address.high() * 31 + address.low()) * 31 + address.port();
      // A client may well send the same words again, so the time belongs to what tells them apart.
      return (checksum.getValue() << 16 ^ length ^ sender) * 31 + Sockets.arrivalNanos(fd);
    }
  }

  /** Whether nothing that waited then has been taken since, as far as can be seen. */
  boolean isStillThere(QueueHead later) {
    // A client that has reset its connection waits as well, and is in no list.
    if (clients != null && later.clients != null && !clients.isEmpty()) {
      return later.clients.containsAll(clients);
    }
    return later.first == first && later.amount >= amount;
  }
}
