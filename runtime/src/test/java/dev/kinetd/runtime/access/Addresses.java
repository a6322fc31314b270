package dev.kinetd.runtime.access;

import dev.kinetd.runtime.admission.Source;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Addresses from text. */
final class Addresses {

  private Addresses() {}

  static Source source(String literal) {
    ByteBuffer bytes = ByteBuffer.wrap(InetAddress.ofLiteral(literal).getAddress());
    return bytes.remaining() == 4
        ? Source.ofIpv4(bytes.getInt())
        : new Source(bytes.getLong(), bytes.getLong());
  }
}
