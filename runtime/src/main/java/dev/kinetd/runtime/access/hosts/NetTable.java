package dev.kinetd.runtime.access.hosts;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The IPv4 nets of one mask and the rules that name them.
 *
 * @param entries net and rule, the net in the upper half, sorted
 */
record NetTable(int mask, long[] entries) {

  private static final long LOWER = 0xffff_ffffL;

  static NetTable of(int mask, Map<Integer, List<Integer>> rulesByNet) {
    long[] entries =
        rulesByNet.entrySet().stream()
            .flatMapToLong(
                entry -> entry.getValue().stream().mapToLong(rule -> entry(entry.getKey(), rule)))
            .sorted()
            .toArray();
    return new NetTable(mask, entries);
  }

  private static long entry(int net, int rule) {
    return (long) net << 32 | rule;
  }

  /**
   * The first rule of a daemon before {@code best} whose net holds the address, or {@code best}.
   */
  int first(int address, DaemonView view, int best) {
    int net = address & mask;
    int at = Arrays.binarySearch(entries, entry(net, 0));
    for (int i = at < 0 ? -at - 1 : at; i < entries.length; i++) {
      int rule = (int) (entries[i] & LOWER);
      if ((int) (entries[i] >> 32) != net || rule >= best) {
        return best;
      }
      if (view.has(rule)) {
        return rule;
      }
    }
    return best;
  }
}
