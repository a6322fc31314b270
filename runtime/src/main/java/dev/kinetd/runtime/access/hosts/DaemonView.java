package dev.kinetd.runtime.access.hosts;

/**
 * Which rules of a table speak of one daemon. Immutable.
 *
 * @param rules a bit for each rule
 * @param firstForAll the first rule for all clients
 * @param firstNamed the first indexed rule that asks for the client's name
 * @param others rules that the index does not hold, in order
 */
record DaemonView(long[] rules, int firstForAll, int firstNamed, int[] others) {

  boolean has(int rule) {
    return (rules[rule >>> 6] & 1L << rule) != 0;
  }
}
