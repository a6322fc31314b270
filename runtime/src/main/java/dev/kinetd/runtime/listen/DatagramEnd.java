package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.linux.SocketAddressBuffer;
import dev.kinetd.runtime.linux.Sockets;

/**
 * The server's end of a datagram socket, as access rules see it: where it is bound, as for tcpd,
 * which cannot see where a datagram went either.
 *
 * @param address null for a socket without one
 * @param port 0 for a socket without one
 */
record DatagramEnd(Source address, int port) {

  static DatagramEnd of(int socket) {
    var local = new SocketAddressBuffer();
    return Sockets.localAddress(socket, local) == 0 && local.isInternet()
        ? new DatagramEnd(new Source(local.high(), local.low()), local.port())
        : new DatagramEnd(null, 0);
  }

  /** Whoever sent a datagram to it. */
  Visitor visitor(Source sender, int senderPort) {
    return new Visitor(sender, senderPort, address, port, false);
  }
}
