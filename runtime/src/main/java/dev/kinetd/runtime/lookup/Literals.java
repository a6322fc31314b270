package dev.kinetd.runtime.lookup;

import dev.kinetd.runtime.admission.Source;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/** Addresses in the forms that the C library takes, and names that could be taken for one. */
final class Literals {

  /** What inet_pton(3) takes; {@link InetAddress#ofLiteral} alone takes more. */
  private static final Pattern IPV4 =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern NUMBER = Pattern.compile("0[xX][0-9A-Fa-f]+|0[0-7]*|[1-9][0-9]*");
  private static final int MOST_PARTS = 4;
  private static final int MOST_DIGITS = 15;

  private Literals() {}

  /** The address, or null for a text that is none. */
  static Source parse(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return null;
    }
    try {
      return of(InetAddress.ofLiteral(text).getAddress());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** An address of 4 or 16 bytes. */
  static Source of(byte[] address) {
    ByteBuffer bytes = ByteBuffer.wrap(address);
    return bytes.remaining() == Integer.BYTES
        ? Source.ofIpv4(bytes.getInt())
        : new Source(bytes.getLong(), bytes.getLong());
  }

  static InetAddress address(Source source) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
    bytes.putLong(source.high()).putLong(source.low());
    try {
      return InetAddress.getByAddress(bytes.array());
    } catch (UnknownHostException e) {
      throw new AssertionError("16 bytes are an address", e);
    }
  }

  /**
   * Whether a name could pass for an address in a rule: whatever inet_aton(3) reads, such as {@code
   * 10.1} or {@code 0x7f000001}, and whatever has a colon.
   */
  static boolean resembles(String name) {
    if (name.indexOf(':') >= 0) {
      return true;
    }
    String[] parts = name.split("\\.", -1);
    if (parts.length > MOST_PARTS) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      long most = last ? (1L << 8 * (MOST_PARTS + 1 - parts.length)) - 1 : 255;
      if (!NUMBER.matcher(parts[i]).matches() || number(parts[i]) > most) {
        return false;
      }
    }
    return true;
  }

  private static long number(String text) {
    boolean hex = text.startsWith("0x") || text.startsWith("0X");
    String digits = text.substring(hex ? 2 : 0).replaceFirst("^0+(?=.)", "");
    int radix = hex ? 16 : text.startsWith("0") ? 8 : 10;
    return digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits, radix);
  }
}
