package dev.kinetd.runtime.resolve;

import dev.kinetd.runtime.admission.Source;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** A local address that a service listens on; the key by which a reload finds its socket again. */
public sealed interface Endpoint {

  /** Whether connections arrive here; else datagrams. */
  boolean stream();

  /**
   * A TCP or UDP port. An IPv6 address means IPv6 alone: a service for both versions has two
   * endpoints, so that handlers see IPv4 clients as such.
   *
   * @param address a concrete or a wildcard address
   * @param port 1 to 65535
   */
  record Inet(InetAddress address, int port, boolean stream) implements Endpoint {
    @Override
    public String toString() {
      String host =
          address instanceof Inet6Address
              ? "[" + compressed(address) + "]"
              : address.getHostAddress();
      return host + ":" + port + (stream ? "/tcp" : "/udp");
    }

    private static String compressed(InetAddress address) {
      var bytes = ByteBuffer.wrap(address.getAddress());
      return new Source(bytes.getLong(), bytes.getLong()).toString();
    }
  }

  /**
   * A Unix socket.
   *
   * @param mode permissions of the path
   * @param uid owner, or -1 to leave it
   * @param gid group, or -1 to leave it
   */
  record Unix(String path, int mode, int uid, int gid, boolean stream) implements Endpoint {
    @Override
    public String toString() {
      return path + (stream ? "" : "/dgram");
    }
  }
}
