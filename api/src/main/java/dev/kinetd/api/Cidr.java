package dev.kinetd.api;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * A network: an address of 128 bits, an IPv4 address in its mapped form, and how many of its first
 * bits count. What could be meant in two ways cannot be made of text: an address has a length, and
 * no bit behind it.
 *
 * @param high the first eight bytes
 * @param low the last eight bytes
 * @param length 0 to 128; for an IPv4 network 96 more than its own
 */
public record Cidr(long high, long low, int length) {

  private static final long MAPPED = 0x0000_ffff_0000_0000L;
  private static final int MAPPED_LENGTH = 96;
  private static final String OCTET = "(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

  /** A text that is no network, with the reason as its message. */
  public static final class MalformedCidr extends Exception {

    private final String remedy;

    private MalformedCidr(String reason, String remedy) {
      super(reason, null, false, false);
      this.remedy = remedy;
    }

    /** What to write in its place. */
    public String remedy() {
      return remedy;
    }
  }

  /** The network that a text names, such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}. */
  public static Cidr parse(String text) throws MalformedCidr {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    boolean ipv4 = IPV4.matcher(address).matches();
    byte[] bytes = ipv4 || IPV6.matcher(address).matches() ? bytes(address) : null;
    if (bytes == null) {
      throw malformed(text, "is not a network", "write it as 192.0.2.0/24 or 2001:db8::/32");
    }
    if (!ipv4 && bytes.length == 4) {
      throw malformed(text, "is an IPv4 network in disguise", "write it as 192.0.2.0/24");
    }
    int bits = bytes.length * 8;
    if (slash < 0) {
      throw malformed(text, "has no length", "write " + text + "/" + bits + " for one address");
    }
    String digits = text.substring(slash + 1);
    if (!LENGTH.matcher(digits).matches() || Integer.parseInt(digits) > bits) {
      throw malformed(text, "has no valid length", "write a number from 0 to " + bits + " after /");
    }
    return whole(text, address, bytes, Integer.parseInt(digits));
  }

  private static Cidr whole(String text, String address, byte[] bytes, int length)
      throws MalformedCidr {
    boolean ipv4 = bytes.length == 4;
    long high = ipv4 ? 0 : number(bytes, 0, 8);
    long low = ipv4 ? MAPPED | number(bytes, 0, 4) : number(bytes, 8, 8);
    var cidr = new Cidr(high, low, ipv4 ? MAPPED_LENGTH + length : length);
    Cidr network = new Cidr(high & cidr.highMask(), low & cidr.lowMask(), cidr.length);
    if (!network.equals(cidr)) {
      throw malformed(
          text,
          "has bits set behind its length",
          "write "
              + network
              + " for the network, "
              + address
              + "/"
              + bytes.length * 8
              + " for one"
              + " address");
    }
    return cidr;
  }

  /** Whether it is a network of IPv4: those contain no IPv6 address, and the other way round. */
  public boolean isIpv4() {
    return length >= MAPPED_LENGTH && isMapped(high, low);
  }

  /** Whether an address of 128 bits is in the network. */
  public boolean contains(long otherHigh, long otherLow) {
    return covers(otherHigh, otherLow) && isMapped(otherHigh, otherLow) == isIpv4();
  }

  /** Whether the first bits are those of the network, whatever the version of the address. */
  public boolean covers(long otherHigh, long otherLow) {
    return (otherHigh & highMask()) == high && (otherLow & lowMask()) == low;
  }

  private long highMask() {
    return length >= 64 ? -1L : length == 0 ? 0 : -1L << (64 - length);
  }

  private long lowMask() {
    return length == 128 ? -1L : length <= 64 ? 0 : -1L << (128 - length);
  }

  private static boolean isMapped(long high, long low) {
    return high == 0 && (low & 0xffff_ffff_0000_0000L) == MAPPED;
  }

  private static byte[] bytes(String literal) {
    try {
      return InetAddress.ofLiteral(literal).getAddress();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static long number(byte[] bytes, int from, int count) {
    long number = 0;
    for (int i = from; i < from + count; i++) {
      number = number << 8 | bytes[i] & 0xff;
    }
    return number;
  }

  private static MalformedCidr malformed(String text, String reason, String remedy) {
    return new MalformedCidr("\"" + Printable.of(text) + "\" " + reason, remedy);
  }

  /** As {@link #parse} reads it, IPv6 addresses without a shortening. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    if (isIpv4()) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        text.append((low >>> shift) & 0xff).append(shift > 0 ? "." : "");
      }
      return text.append('/').append(length - MAPPED_LENGTH).toString();
    }
    for (int shift = 112; shift >= 0; shift -= 16) {
      long half = shift >= 64 ? high : low;
      text.append(Long.toHexString(half >>> (shift & 63) & 0xffff)).append(shift > 0 ? ":" : "");
    }
    return text.append('/').append(length).toString();
  }
}
