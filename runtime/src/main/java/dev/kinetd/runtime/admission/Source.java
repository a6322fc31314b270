package dev.kinetd.runtime.admission;

/**
 * The address of a client as 128 bits, an IPv4 address in its mapped form ({@code ::ffff:a.b.c.d},
 * RFC 4291 section 2.5.5.2).
 *
 * @param high the first eight bytes
 * @param low the last eight bytes
 */
public record Source(long high, long low) {

  private static final long MAPPED = 0x0000_ffff_0000_0000L;

  /** The source of an IPv4 client. */
  public static Source ofIpv4(int address) {
    return new Source(0, MAPPED | (address & 0xffff_ffffL));
  }

  public boolean isIpv4() {
    return high == 0 && (low & 0xffff_ffff_0000_0000L) == MAPPED;
  }
}
