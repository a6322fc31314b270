package dev.kinetd.runtime.access.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.kinetd.runtime.admission.Source;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ten thousand lines of nets, addresses and names must not cost more than a few would. */
class ManyRulesTest {

  private static final int LINES = 10_000;
  private static final int ROUND = 20_000;
  private static final int ROUNDS = 10;
  private static final double MOST_MICROSECONDS = 20;
  private static final double MOST_BYTES = 2_000;

  @Test
  void decidesInMicroseconds() {
    // given
    var random = new Random(1);
    HostsRules plain = MemoryFiles.rules(lines(random, false), "ALL: ALL\n");
    HostsRules wild = MemoryFiles.rules(lines(random, true), "ALL: ALL\n");

    // when
    double bytes = -1;
    double best = Double.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long allocated = allocated();
      best = Math.min(best, round(plain, random, ROUND));
      bytes = (double) (allocated() - allocated) / ROUND;
    }
    double wildest = Double.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      wildest = Math.min(wildest, round(wild, random, 200));
    }

    // then
    System.out.printf(
        "ManyRulesTest: %,d lines, %.2f us and %.0f bytes a decision; every tenth with a wildcard"
            + " or EXCEPT: %.2f us%n",
        LINES, best, bytes, wildest);
    assertThat(best).isLessThan(MOST_MICROSECONDS);
    assertThat(bytes).isLessThan(MOST_BYTES);
  }

  /** Microseconds for a decision about a client that is most often unknown to the rules. */
  private static double round(HostsRules rules, Random random, int count) {
    HostsFacts facts = HostsFacts.NONE.withClientName("host77.example.org");
    var clients = new HostsRequest[256];
    for (int i = 0; i < clients.length; i++) {
      var source = Source.ofIpv4(10 << 24 | random.nextInt(1 << 24));
      clients[i] = HostsRequest.of("sshd", source);
    }
    int granted = 0;
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      var decision = (HostsDecision) rules.decide(clients[i & 255], facts);
      granted += decision.verdict() == HostsDecision.Verdict.GRANTED ? 1 : 0;
    }
    double taken = (System.nanoTime() - start) / 1000.0 / count;
    assertThat(granted).isLessThan(count);
    return taken;
  }

  private static String lines(Random random, boolean wild) {
    var text = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      int address = 10 << 24 | random.nextInt(1 << 24);
      int length = 17 + random.nextInt(14);
      String client =
          switch (i % 4) {
            case 0 -> Source.ofIpv4(address & -1 << (32 - length)) + "/" + length;
            case 1 -> Source.ofIpv4(address).toString();
            case 2 -> "host" + random.nextInt(1_000_000) + ".example.com";
            default -> "[2001:db8:" + Integer.toHexString(i) + "::]/48";
          };
      boolean odd = wild && i % 10 == 0;
      text.append("sshd: ").append(odd ? "192.168.* EXCEPT 192.168.7.7" : client).append('\n');
    }
    return text.toString();
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
