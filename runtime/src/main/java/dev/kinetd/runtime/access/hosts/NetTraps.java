package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Printable;
import dev.kinetd.runtime.admission.Source;

/** Traps in a net and its mask. */
final class NetTraps {

  private final LineFindings line;
  private final String net;
  private final String mask;
  private final String shown;

  NetTraps(LineFindings line, String net, String mask) {
    this.line = line;
    this.net = net;
    this.mask = mask;
    this.shown = Printable.of(net + "/" + mask);
  }

  void check() {
    long address = LibcAddress.dottedQuad(net);
    if (address != LibcAddress.NONE) {
      checkNet4(address);
    } else if (net.startsWith("[") && net.endsWith("]")) {
      checkNet6(net.substring(1, net.length() - 1));
    } else {
      nothing("it is no network that can be read", remedy());
    }
  }

  /** Nets such as 10.1/16, which other programs take. */
  private String remedy() {
    String[] octets = net.split("\\.");
    boolean numbers = LibcText.consistsOf(net, "0123456789.") && octets.length < 4;
    if (numbers && octets.length > 0) {
      return "write "
          + Printable.of(String.join(".", octets))
          + ".0".repeat(4 - octets.length)
          + "/"
          + Printable.of(mask);
    }
    return Ipv6Text.parse(net) != null
        ? "write [" + Printable.of(net) + "]/" + Printable.of(mask)
        : "write a net such as 192.168.1.0/24 or [2001:db8::]/32";
  }

  private void checkNet4(long address) {
    long bits = LibcAddress.dottedQuad(mask);
    if (bits == LibcAddress.NONE) {
      int length = LibcText.atoi(mask);
      if (length < 1 || length > 32) {
        nothing("it is no network that can be read", remedy4(length));
        return;
      }
      checkLength(length);
      bits = -1L << (32 - length) & LibcAddress.NONE;
    } else if (((~bits & LibcAddress.NONE) + 1 & ~bits & LibcAddress.NONE) != 0) {
      line.warning(shown + ": the mask has gaps", "write a mask of ones, then zeros");
    }
    if ((address & ~bits) != 0) {
      String cleared = Source.ofIpv4((int) (address & bits)) + "/" + Printable.of(mask);
      nothing(
          "the address has bits outside its mask",
          "write "
              + cleared
              + " for the net, or "
              + Source.ofIpv4((int) address)
              + " for the host");
    } else if (!Source.ofIpv4((int) address).toString().equals(net)) {
      line.warning(
          shown + " is read as " + Source.ofIpv4((int) address),
          "leave leading zeros away: they make numbers octal");
    }
  }

  private String remedy4(int length) {
    if (mask.equals("255.255.255.255")) {
      return "write " + Printable.of(net) + " alone";
    }
    return length == 0 && mask.startsWith("0")
        ? "write ALL for everybody, or 0.0.0.0/0.0.0.0 for every IPv4 client"
        : "write a length from 1 to 32";
  }

  private void checkLength(int length) {
    if (!Integer.toString(length).equals(mask)) {
      line.warning(shown + ": the length is read as " + length, "write /" + length);
    }
  }

  private void checkNet6(String inside) {
    if (!checkAddress6(line, inside, shown)) {
      return;
    }
    int length = LibcText.atoi(mask);
    if (length < 0 || length > 128) {
      nothing("it is no network that can be read", "write a length from 0 to 128");
    } else if (mask.isEmpty() || !LibcText.isDigit(mask.charAt(0)) && length == 0) {
      line.error(
          shown + " matches every IPv6 client: the length is no number",
          "write a length from 1 to 128");
    } else {
      checkLength(length);
    }
  }

  /** Whether the text is an IPv6 address that clients can have. */
  static boolean checkAddress6(LineFindings line, String inside, String shown) {
    Source address = LibcAddress.ipv6(inside);
    if (address == null) {
      boolean ipv4 = LibcAddress.dottedQuad(inside) != LibcAddress.NONE;
      line.error(
          shown + " matches nothing, because IPv6 addresses stand in brackets",
          ipv4 ? "write " + Printable.of(inside) + " without brackets" : "write an IPv6 address");
    } else if (address.isIpv4()) {
      line.error(
          shown + " matches nothing: IPv4 clients are compared in the dotted form",
          "write " + address);
    } else if (inside.indexOf('%') >= 0) {
      line.warning(shown + ": the zone is not compared", "leave it away");
    }
    return address != null && !address.isIpv4();
  }

  private void nothing(String why, String remedy) {
    line.error(shown + " matches nothing: " + why, remedy);
  }
}
