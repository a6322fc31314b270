package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.linux.SocketAddressBuffer;
import dev.kinetd.runtime.linux.Sockets;
import dev.kinetd.runtime.resolve.Endpoint;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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
record QueueHead(long first, int amount, Set<String> clients) {

  private static final int ENOUGH = 2048;

  /**
   * Looks.
   *
   * @param closely whether to find out who the clients of a listener are, which takes reading the
   *     kernel's list of connections
   */
  static QueueHead of(ListenSocket socket, SocketAddressBuffer address, boolean closely) {
    if (!socket.endpoint().stream()) {
      return new QueueHead(
          firstDatagram(socket.fd(), address), Sockets.receiveMemory(socket.fd()), null);
    }
    Set<String> clients =
        closely && socket.endpoint() instanceof Endpoint.Inet inet
            ? AcceptQueue.clientsOf(inet.port())
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
    if (clients != null && later.clients != null) {
      return !clients.isEmpty() && later.clients.containsAll(clients);
    }
    return later.first == first && later.amount >= amount;
  }
}
