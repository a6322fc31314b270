package dev.kinetd.runtime.admission;

import java.nio.charset.StandardCharsets;

/**
 * The address of a client as 128 bits, an IPv4 address in its mapped form ({@code ::ffff:a.b.c.d},
 * RFC 4291 section 2.5.5.2).
 *
 * @param high the first eight bytes
 * @param low the last eight bytes
 */
public record Source(long high, long low) {

  /** The most bytes that {@link #writeTo} writes. */
  public static final int MAX_TEXT = 39;

  private static final long MAPPED = 0x0000_ffff_0000_0000L;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** The source of an IPv4 client. */
  public static Source ofIpv4(int address) {
    return new Source(0, MAPPED | (address & 0xffff_ffffL));
  }

  public boolean isIpv4() {
    return high == 0 && (low & 0xffff_ffff_0000_0000L) == MAPPED;
  }

  /**
   * Writes the address as text without allocating: dotted for IPv4, RFC 5952 for IPv6.
   *
   * @return the index after the last byte written
   */
  public int writeTo(byte[] out, int at) {
    return isIpv4() ? writeIpv4(out, at) : writeIpv6(out, at);
  }

  private int writeIpv4(byte[] out, int at) {
    int end = at;
    for (int shift = 24; shift >= 0; shift -= 8) {
      end = writeDecimal((int) (low >>> shift) & 0xff, out, end);
      if (shift > 0) {
        out[end++] = '.';
      }
    }
    return end;
  }

  private int writeIpv6(byte[] out, int at) {
    int gapStart = -1;
    int gapLength = 1;
    for (int i = 0, run = 0; i < 8; i++) {
      run = group(i) == 0 ? run + 1 : 0;
      if (run > gapLength) {
        gapLength = run;
        gapStart = i - run + 1;
      }
    }
    int end = at;
    for (int i = 0; i < 8; i++) {
      if (i == gapStart) {
        out[end++] = ':';
        out[end++] = ':';
        i += gapLength - 1;
      } else {
        boolean afterGap = gapStart >= 0 && i == gapStart + gapLength;
        if (i > 0 && !afterGap) {
          out[end++] = ':';
        }
        end = writeHex(group(i), out, end);
      }
    }
    return end;
  }

  private int group(int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
  }

  private static int writeHex(int value, byte[] out, int at) {
    int end = at;
    boolean started = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
      int digit = value >>> shift & 15;
      started |= digit != 0 || shift == 0;
      if (started) {
        out[end++] = HEX[digit];
      }
    }
    return end;
  }

  /**
   * Writes a number from 0 to 65535 in decimal digits.
   *
   * @return the index after the last byte written
   */
  public static int writeDecimal(int value, byte[] out, int at) {
    int divisor = 1;
    while (value / divisor >= 10) {
      divisor *= 10;
    }
    int end = at;
    for (; divisor > 0; divisor /= 10) {
      out[end++] = (byte) ('0' + value / divisor % 10);
    }
    return end;
  }

  @Override
  public String toString() {
    var text = new byte[MAX_TEXT];
    return new String(text, 0, writeTo(text, 0), StandardCharsets.US_ASCII);
  }
}
