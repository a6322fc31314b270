package dev.kinetd.runtime.convert;

import dev.kinetd.api.HostPattern;
import dev.kinetd.api.Peer;
import dev.kinetd.runtime.admission.Source;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client pattern of hosts_access(5) as entries of an access rule.
 *
 * @param peers the same clients; empty for a pattern that matches nobody
 * @param remark what the pattern means that one would not think, or null
 * @param obstacle why no entries can mean the same, or null
 */
record PeerTranslation(List<Peer> peers, String remark, String obstacle) {

  private static final List<Peer> EVERYBODY =
      List.of(Peer.ofCidr("0.0.0.0/0"), Peer.ofCidr("::/0"));
  private static final String OCTET = "(?:0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
  private static final Pattern PREFIX = Pattern.compile("(?:" + OCTET + "\\.){1,3}");
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");
  private static final Pattern NET = Pattern.compile("(" + IPV4 + ")/([0-9.]+)");
  private static final Pattern BRACKETS =
      Pattern.compile("\\[([0-9A-Fa-f:]+)\\](?:/([0-9]{1,3}))?");

  static PeerTranslation of(String token) {
    String upper = token.toUpperCase(Locale.ROOT);
    if (upper.equals("ALL")) {
      return exactly(EVERYBODY);
    }
    if (HostPattern.isWildcard(upper)) {
      return exactly(List.of(Peer.ofHost(upper)));
    }
    if (token.startsWith("@")) {
      return impossible("a netgroup");
    }
    if (token.indexOf('@') >= 0) {
      return impossible("a user on the client's side");
    }
    if (token.startsWith("/")) {
      return impossible("a file of patterns");
    }
    if (token.indexOf('*') >= 0 || token.indexOf('?') >= 0) {
      return impossible("* and ?");
    }
    if (token.startsWith("[")) {
      return ipv6(token);
    }
    if (token.indexOf('/') >= 0) {
      return ipv4Net(token);
    }
    return NUMERIC.matcher(token).matches() ? numeric(token) : name(token);
  }

  private static PeerTranslation ipv6(String token) {
    Matcher matcher = BRACKETS.matcher(token);
    if (!matcher.matches()) {
      return impossible("an address in brackets that is none");
    }
    int length = matcher.group(2) == null ? 128 : Integer.parseInt(matcher.group(2));
    ByteBuffer bytes = address(matcher.group(1));
    if (bytes == null || bytes.remaining() != 16) {
      return impossible("an address in brackets that is none");
    }
    if (length > 128) {
      return nobody("a length above 128");
    }
    // Bits behind the length are allowed in brackets.
    long high = bytes.getLong() & (length >= 64 ? -1L : length == 0 ? 0 : -1L << (64 - length));
    long low = bytes.getLong() & (length == 128 ? -1L : length <= 64 ? 0 : -1L << (128 - length));
    return exactly(List.of(Peer.ofCidr(new Source(high, low) + "/" + length)));
  }

  private static PeerTranslation ipv4Net(String token) {
    Matcher matcher = NET.matcher(token);
    if (!matcher.matches()) {
      return impossible("a net that is none");
    }
    int address = address(matcher.group(1)).getInt();
    String text = matcher.group(2);
    int length;
    if (IPV4.matcher(text).matches()) {
      int mask = address(text).getInt();
      length = Integer.bitCount(mask);
      if (mask != (length == 0 ? 0 : -1 << (32 - length))) {
        return impossible("a mask with holes");
      }
      if (length == 32) {
        return nobody("the mask 255.255.255.255");
      }
    } else if (text.matches("[0-9]{1,2}")) {
      length = Integer.parseInt(text);
      if (length == 0 || length > 32) {
        return nobody("the length " + length);
      }
    } else {
      return impossible("a mask that is none");
    }
    if ((address & ~(length == 0 ? 0 : -1 << (32 - length))) != 0) {
      return nobody("a net with bits set behind its length");
    }
    return exactly(List.of(Peer.ofCidr(matcher.group(1) + "/" + length)));
  }

  private static PeerTranslation numeric(String token) {
    if (IPV4.matcher(token).matches()) {
      return exactly(List.of(Peer.ofCidr(token + "/32")));
    }
    if (PREFIX.matcher(token).matches()) {
      int octets = token.split("\\.").length;
      String cidr = token + "0.".repeat(3 - octets) + "0/" + 8 * octets;
      return new PeerTranslation(
          List.of(Peer.ofCidr(cidr)),
          "also matches host names that begin so; the rule does not",
          null);
    }
    return token.startsWith(".")
        ? impossible("the end of an address")
        : nobody("an address that no client has");
  }

  private static PeerTranslation name(String token) {
    if (token.endsWith(".")) {
      return impossible("the beginning of a name");
    }
    String name = token.toLowerCase(Locale.ROOT);
    return HostPattern.isValid(name)
        ? exactly(List.of(Peer.ofHost(name)))
        : impossible("a name that no host has");
  }

  private static ByteBuffer address(String literal) {
    try {
      return ByteBuffer.wrap(InetAddress.ofLiteral(literal).getAddress());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static PeerTranslation exactly(List<Peer> peers) {
    return new PeerTranslation(peers, null, null);
  }

  private static PeerTranslation nobody(String what) {
    return new PeerTranslation(List.of(), "matches nobody (" + what + ")", null);
  }

  private static PeerTranslation impossible(String what) {
    return new PeerTranslation(List.of(), null, what);
  }
}
