package dev.kinetd.runtime.access.hosts;

import dev.kinetd.runtime.admission.Source;
import java.util.List;

/** A word of a rule that speaks of a host: a client, or the server's end behind {@code @}. */
sealed interface HostPattern {

  Answer test(Party party);

  /** What can never match, such as a net with bits set behind its mask. */
  record Never() implements HostPattern {
    @Override
    public Answer test(Party party) {
      return Answer.NO;
    }
  }

  /** What cannot be decided here: whoever gets this far is refused. */
  record Refusing(String reason) implements HostPattern {
    @Override
    public Answer test(Party party) {
      return party.evaluation().refuse(reason);
    }
  }

  /** {@code KNOWN}: both address and name are. */
  record Known() implements HostPattern {
    @Override
    public Answer test(Party party) {
      String name = party.name();
      return name == null ? Answer.STOP : Answer.of(party.address() != null && Party.isKnown(name));
    }
  }

  /** {@code LOCAL}: the name is known and has no dot. */
  record Local() implements HostPattern {
    @Override
    public Answer test(Party party) {
      String name = party.name();
      return name == null ? Answer.STOP : Answer.of(name.indexOf('.') < 0 && Party.isKnown(name));
    }
  }

  /** An IPv4 net with its mask. */
  record Net4(int net, int mask) implements HostPattern {
    @Override
    public Answer test(Party party) {
      Source address = party.address();
      return Answer.of(
          address != null
              && address.isIpv4()
              // 255.255.255.255, which inet_addr(3) takes for an error.
              && (int) address.low() != -1
              && ((int) address.low() & mask) == net);
    }
  }

  /** An IPv6 net; its bits behind the prefix do not count. */
  record Net6(Source net, int length) implements HostPattern {
    @Override
    public Answer test(Party party) {
      Source address = party.address();
      return Answer.of(
          address != null && !address.isIpv4() && mask(address, length).equals(mask(net, length)));
    }

    static Source mask(Source address, int length) {
      long high = length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
      long low = length <= 64 ? 0 : length >= 128 ? -1L : -1L << (128 - length);
      return new Source(address.high() & high, address.low() & low);
    }
  }

  /** {@code /file}: the patterns in it, any of which may match. */
  record File(String path, List<HostPattern> patterns) implements HostPattern {
    @Override
    public Answer test(Party party) {
      for (HostPattern pattern : patterns) {
        Answer answer = pattern.test(party);
        if (answer != Answer.NO) {
          return answer;
        }
      }
      return Answer.NO;
    }
  }

  /** An IPv6 address in brackets. The name is not asked for: it could never match. */
  record Address6(Source address) implements HostPattern {
    @Override
    public Answer test(Party party) {
      Source other = party.address();
      return Answer.of(other != null && !other.isIpv4() && other.equals(address));
    }
  }

  /**
   * Any other word: compared with the address as text, then with the name.
   *
   * @param asksName whether the word could be one; of digits, dots and slashes it is not
   */
  record Word(TextPattern text, boolean asksName) implements HostPattern {
    @Override
    public Answer test(Party party) {
      if (text.matches(party.text())) {
        return Answer.YES;
      }
      if (!asksName) {
        return Answer.NO;
      }
      String name = party.name();
      return name == null ? Answer.STOP : Answer.of(text.matches(name));
    }
  }
}
