package dev.kinetd.runtime.builtin;

import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Decides which datagrams a built-in must not answer, so that two services that answer everything
 * cannot be set at each other with a forged sender, and no single datagram makes a crowd answer.
 * Loopback is answered.
 */
final class LoopGuard {

  /** Echo, discard, daytime, chargen, time, qotd; and 0, which nobody can answer. */
  private static final Set<Integer> ANSWERING_PORTS = Set.of(0, 7, 9, 13, 17, 19, 37);

  private final IntPredicate servedHere;

  /**
   * @param servedHere whether a built-in of this runtime answers datagrams at a port
   */
  LoopGuard(IntPredicate servedHere) {
    this.servedHere = servedHere;
  }

  /**
   * Whether a datagram must stay without an answer.
   *
   * @param high first half of the sender's address as IPv6, an IPv4 address being mapped
   * @param low second half
   * @param sentToOneHost false for a broadcast or multicast destination
   */
  boolean refuses(long high, long low, int port, boolean sentToOneHost) {
    return !sentToOneHost
        || ANSWERING_PORTS.contains(port)
        || servedHere.test(port)
        || isGroupOrBroadcast(high, low);
  }

  private static boolean isGroupOrBroadcast(long high, long low) {
    boolean mapped = high == 0 && low >>> 32 == 0xffff;
    return mapped ? (low >>> 24 & 0xff) >= 224 : high >>> 56 == 0xff;
  }
}
