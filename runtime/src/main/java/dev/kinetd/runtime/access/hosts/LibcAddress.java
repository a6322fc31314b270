package dev.kinetd.runtime.access.hosts;

import dev.kinetd.runtime.admission.Source;

/** Numeric addresses as the C library reads and writes them. */
final class LibcAddress {

  /** What is no address; also 255.255.255.255, which inet_addr(3) cannot tell from it. */
  static final long NONE = 0xffff_ffffL;

  private static final long[] MOST = {0xffff_ffffL, 0xff_ffffL, 0xffffL, 0xffL};

  private LibcAddress() {}

  /**
   * An IPv4 address of four parts, or {@link #NONE}. A part may be octal (010) or hexadecimal
   * (0x10), and anything may follow behind white space.
   */
  static long dottedQuad(String text) {
    int runs = 0;
    boolean inRun = false;
    for (int i = 0; i < text.length(); i++) {
      boolean dot = text.charAt(i) == '.';
      runs += !dot && !inRun ? 1 : 0;
      inRun = !dot;
    }
    return runs == 4 ? inetAddr(text) : NONE;
  }

  private static long inetAddr(String text) {
    long result = 0;
    int parts = 0;
    int i = 0;
    while (true) {
      if (i == text.length() || !LibcText.isDigit(text.charAt(i))) {
        return NONE;
      }
      int radix = radix(text, i);
      int digits = radix == 16 ? i + 2 : i;
      long value = 0;
      for (i = digits; i < text.length() && isDigit(text.charAt(i), radix); i++) {
        value = value * radix + Character.digit(text.charAt(i), radix);
        if (value > NONE) {
          return NONE;
        }
      }
      if (i == text.length() || text.charAt(i) != '.') {
        boolean ends = i == text.length() || LibcText.isSpace(text.charAt(i));
        return ends && value <= MOST[parts] ? result | value : NONE;
      }
      if (parts > 2 || value > 0xff) {
        return NONE;
      }
      result |= value << (24 - 8 * parts);
      parts++;
      i++;
    }
  }

  private static int radix(String text, int at) {
    if (text.charAt(at) != '0') {
      return 10;
    }
    boolean hexadecimal =
        at + 2 < text.length()
            && LibcText.same(text.charAt(at + 1), 'x')
            && isDigit(text.charAt(at + 2), 16);
    return hexadecimal ? 16 : 8;
  }

  private static boolean isDigit(char c, int radix) {
    return c < 128 && Character.digit(c, radix) >= 0;
  }

  /**
   * An IPv6 address as getaddrinfo(3) takes it, or null. A zone behind {@code %} must be a number,
   * or for a link-local address a word, and is then forgotten.
   */
  static Source ipv6(String text) {
    int zone = text.indexOf('%');
    Source address = Ipv6Text.parse(zone < 0 ? text : text.substring(0, zone));
    if (address == null || zone < 0) {
      return address;
    }
    String name = text.substring(zone + 1);
    boolean linkLocal =
        (address.high() & 0xffc0_0000_0000_0000L) == 0xfe80_0000_0000_0000L
            || (address.high() & 0xff0f_0000_0000_0000L) == 0xff02_0000_0000_0000L;
    var number = new LibcNumber(name, 10);
    boolean numeric =
        !name.isEmpty()
            && LibcText.isDigit(name.charAt(0))
            && number.isWhole(name)
            && Long.compareUnsigned(number.unsignedValue(), 0xffff_ffffL) <= 0;
    return numeric || (linkLocal && !name.isEmpty()) ? address : null;
  }

  /**
   * The text of an address as getnameinfo(3) writes it: RFC 5952, but the last 32 bits dotted where
   * exactly 96 zero bits precede them.
   */
  static String text(Source address) {
    boolean compatible =
        address.high() == 0 && address.low() >>> 32 == 0 && address.low() >>> 16 != 0;
    return compatible ? "::" + Source.ofIpv4((int) address.low()) : address.toString();
  }
}
