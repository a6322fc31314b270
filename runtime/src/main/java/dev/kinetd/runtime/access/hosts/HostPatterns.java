package dev.kinetd.runtime.access.hosts;

import dev.kinetd.runtime.admission.Source;

/** Compiles words that speak of a host, and the files of such words that they name. */
final class HostPatterns {

  private static final String NUMERIC = "01234567890./";

  private final PatternFiles files;

  HostPatterns(PatternFiles files) {
    this.files = files;
  }

  HostPattern of(String word) {
    if (word.startsWith("@")) {
      return new HostPattern.Refusing("netgroups are not supported");
    }
    if (word.startsWith("/")) {
      return files.open(word, this);
    }
    if (LibcText.same(word, "KNOWN")) {
      return new HostPattern.Known();
    }
    if (LibcText.same(word, "LOCAL")) {
      return new HostPattern.Local();
    }
    int slash = LibcText.unbracketed(word, 0, '/');
    if (slash >= 0) {
      return net(word.substring(0, slash), word.substring(slash + 1));
    }
    TextPattern text = TextPattern.of(word);
    if (text instanceof TextPattern.Bracketed bracketed) {
      return bracketed.address() == null
          ? new HostPattern.Never()
          : new HostPattern.Address6(bracketed.address());
    }
    return new HostPattern.Word(text, !isNumeric(word));
  }

  static boolean isNumeric(String word) {
    return LibcText.consistsOf(word, NUMERIC);
  }

  private static HostPattern net(String net, String mask) {
    long address = LibcAddress.dottedQuad(net);
    if (address != LibcAddress.NONE) {
      long bits = LibcAddress.dottedQuad(mask);
      if (bits == LibcAddress.NONE) {
        int length = LibcText.atoi(mask);
        if (length < 1 || length > 32) {
          return new HostPattern.Never();
        }
        bits = -1L << (32 - length);
      }
      return (address & ~bits) == 0
          ? new HostPattern.Net4((int) address, (int) bits)
          : new HostPattern.Never();
    }
    if (!net.startsWith("[") || !net.endsWith("]")) {
      return new HostPattern.Never();
    }
    Source prefix = LibcAddress.ipv6(net.substring(1, net.length() - 1));
    int length = LibcText.atoi(mask);
    return prefix == null || length < 0 || length > 128
        ? new HostPattern.Never()
        : new HostPattern.Net6(prefix, length);
  }
}
