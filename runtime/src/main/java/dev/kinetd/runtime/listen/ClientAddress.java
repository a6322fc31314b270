package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.linux.SocketAddressBuffer;

/**
 * Who is at the other end.
 *
 * @param source the address, or null for a Unix socket
 * @param port the port, or 0
 */
record ClientAddress(Source source, int port) {

  private static final ClientAddress UNIX = new ClientAddress(null, 0);

  static ClientAddress of(SocketAddressBuffer address) {
    return address.isInternet()
        ? new ClientAddress(new Source(address.high(), address.low()), address.port())
        : UNIX;
  }
}
