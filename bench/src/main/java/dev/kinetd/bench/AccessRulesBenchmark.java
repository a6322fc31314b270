package dev.kinetd.bench;

import dev.kinetd.bench.Clients.Net;
import dev.kinetd.runtime.access.AccessPolicy;
import dev.kinetd.runtime.access.Facts;
import dev.kinetd.runtime.access.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A decision by AccessRules that name networks. */
public class AccessRulesBenchmark extends DecisionBenchmark {

  @Param({"10", "10000"})
  int rules;

  private AccessPolicy policy;
  private Clients clients;

  @Setup
  public void compile() {
    var random = new Random(1);
    List<Net> nets = Stream.generate(() -> Net.random(random, 8, 32)).limit(rules).toList();
    policy = Rules.policy(nets);
    clients = new Clients(random, nets);
  }

  @Benchmark
  public boolean decide() {
    var verdict = (Verdict) policy.decide(clients.next(), Instant.EPOCH, Facts.NONE);
    verdict.count();
    return verdict.granted();
  }
}
