package dev.kinetd.bench;

import dev.kinetd.bench.Clients.Net;
import dev.kinetd.runtime.access.hosts.HostsDecision;
import dev.kinetd.runtime.access.hosts.HostsFacts;
import dev.kinetd.runtime.access.hosts.HostsRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A decision by hosts files, the client's name being known. Names are like the clients: one in two
 * looks as those in the rules do, and often is one of them.
 */
public class HostsFilesBenchmark extends DecisionBenchmark {

  /** What the lines of hosts.allow name. */
  public enum Kind {
    /** A third each: nets, addresses, names of hosts and domains. */
    PLAIN,
    /** The same, but one line in a hundred has a wildcard. */
    SOME_WILDCARDS,
    /** Nothing but wildcards. */
    WILDCARDS,
    /** Nothing but nets with an EXCEPT. */
    EXCEPT
  }

  private static final int NAMES = 1 << 10;

  @Param({"10", "10000"})
  int lines;

  @Param Kind kind;

  private HostsRules rules;
  private final HostsFacts[] names = new HostsFacts[NAMES];
  private int nextName;
  private Clients clients;

  @Setup
  public void compile() throws IOException {
    var random = new Random(1);
    var nets = new ArrayList<Net>();
    var text = new ArrayList<String>();
    for (int i = 0; i < lines; i++) {
      Net net = Net.random(random, 17, 30);
      nets.add(net);
      text.add(Rules.SERVICE + ": " + client(random, net, i));
    }
    rules = Rules.hosts(text);
    for (int i = 0; i < NAMES; i++) {
      names[i] = HostsFacts.NONE.withClientName(name(random, i));
    }
    clients = new Clients(random, nets);
  }

  /** Lines after the last have names too, which nothing matches. */
  private String name(Random random, int number) {
    int line = random.nextInt(lines * 2) / 6 * 6;
    return switch (number % 4) {
      case 0 -> "host" + (line + 2) + ".example.com";
      case 1 -> "www.domain" + (line + 5) + ".example.com";
      default -> "www" + line + ".example.org";
    };
  }

  private String client(Random random, Net net, int line) {
    return switch (kind) {
      case PLAIN -> plain(random, net, line);
      case SOME_WILDCARDS -> line % 100 == 50 ? wildcard(net) : plain(random, net, line);
      case WILDCARDS -> wildcard(net);
      case EXCEPT -> net + " EXCEPT " + new Net(net.inside(random), 32);
    };
  }

  private static String plain(Random random, Net net, int line) {
    return switch (line % 3) {
      case 0 -> net.toString();
      case 1 -> new Net(net.inside(random), 32).toString().replace("/32", "");
      default -> (line % 2 == 0 ? "host" : ".domain") + line + ".example.com";
    };
  }

  /** The first two octets, and anything. */
  private static String wildcard(Net net) {
    return net.toString().replaceFirst("\\.[0-9]+\\.[0-9]+/.*", ".*");
  }

  @Benchmark
  public boolean decide() {
    HostsFacts facts = names[nextName++ & NAMES - 1];
    var decision = (HostsDecision) rules.decide(clients.next(), facts);
    return decision.verdict() == HostsDecision.Verdict.GRANTED;
  }
}
