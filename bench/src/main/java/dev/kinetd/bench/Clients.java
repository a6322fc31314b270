package dev.kinetd.bench;

import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.admission.Source;
import java.util.List;
import java.util.Random;

/**
 * Clients near the rules, taken in turns: one in two is in a net that a rule names, the others are
 * just outside of one, or anywhere. More of them than a branch predictor can learn.
 */
final class Clients {

  private static final int COUNT = 1 << 14;

  private final HostsRequest[] requests = new HostsRequest[COUNT];
  private int next;

  /**
   * @param nets those that the rules name
   */
  Clients(Random random, List<Net> nets) {
    for (int i = 0; i < COUNT; i++) {
      Net net = nets.get(random.nextInt(nets.size()));
      int address =
          switch (i % 4) {
            case 0, 1 -> net.inside(random);
            case 2 -> net.beside();
            default -> random.nextInt();
          };
      requests[i] =
          new HostsRequest(
              Rules.SERVICE, Source.ofIpv4(address), 40_000, Source.ofIpv4(1), 22, true, 1);
    }
  }

  HostsRequest next() {
    return requests[next++ & COUNT - 1];
  }

  /** An IPv4 network. */
  record Net(int address, int length) {

    static Net random(Random random, int shortest, int longest) {
      int length = shortest + random.nextInt(longest - shortest + 1);
      return new Net(random.nextInt() & mask(length), length);
    }

    private static int mask(int length) {
      return -1 << (32 - length);
    }

    int inside(Random random) {
      return address | random.nextInt() & ~mask(length);
    }

    /** The first address behind the network. */
    int beside() {
      return (address | ~mask(length)) + 1;
    }

    @Override
    public String toString() {
      return Source.ofIpv4(address) + "/" + length;
    }
  }
}
