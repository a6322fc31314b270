package dev.kinetd.runtime.command;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Printable;
import dev.kinetd.runtime.access.hosts.NamedHost;
import dev.kinetd.runtime.lookup.HostAddresses;
import dev.kinetd.runtime.lookup.HostNames;
import dev.kinetd.runtime.lookup.LookupSettings;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Says which names in access rules no client can have. A client is known by the name that its
 * address leads to, if that is no alias and leads back; so an alias, or a name without addresses,
 * matches nobody. Of what nobody answers nothing is said.
 */
final class NameCheck {

  private static final int AT_ONCE = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** libwrap, and so the lookup of names, takes it as it stands. */
  private static final String LOCALHOST = "localhost";

  private final Function<String, CompletableFuture<HostAddresses>> lookup;
  private final Map<String, HostAddresses> answers = new HashMap<>();

  NameCheck(Function<String, CompletableFuture<HostAddresses>> lookup) {
    this.lookup = lookup;
  }

  /** Asks as this machine does; nobody where there is no name. */
  static List<Finding> onMachine(List<NamedHost> hosts) {
    if (hosts.isEmpty()) {
      return List.of();
    }
    EventLoopGroup loops = new EpollEventLoopGroup(1);
    try {
      var names = new HostNames(loops, Runnable::run, LookupSettings.ofMachine());
      return new NameCheck(names::addressesOf).findings(hosts);
    } finally {
      loops.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
    }
  }

  /** What is to be said of the names, in their order. */
  List<Finding> findings(List<NamedHost> hosts) {
    var names = new LinkedHashSet<String>();
    hosts.forEach(host -> names.add(host.name().toLowerCase(Locale.ROOT)));
    names.remove(LOCALHOST);
    ask(List.copyOf(names));
    var findings = new ArrayList<Finding>();
    for (NamedHost host : hosts) {
      HostAddresses answer = answers.get(host.name().toLowerCase(Locale.ROOT));
      if (answer != null && !answer.failed()) {
        report(host, answer, findings);
      }
    }
    return findings;
  }

  /** Where nobody answers at all, thousands of names would take minutes to say so. */
  private void ask(List<String> names) {
    long start = System.nanoTime();
    boolean answered = true;
    for (int from = 0; from < names.size() && answered; from += AT_ONCE) {
      List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
      List<CompletableFuture<HostAddresses>> asked = some.stream().map(lookup).toList();
      answered = false;
      for (int i = 0; i < some.size(); i++) {
        HostAddresses answer = asked.get(i).join();
        answers.put(some.get(i), answer);
        answered |= !answer.failed();
      }
      answered &= System.nanoTime() - start < PATIENCE.toNanos();
    }
  }

  private static void report(NamedHost host, HostAddresses answer, List<Finding> findings) {
    String shown = "\"" + Printable.of(host.name()) + "\"";
    String canonical = answer.canonicalName();
    if (answer.addresses().isEmpty()) {
      findings.add(
          Finding.warning(
              host.origin(),
              host.field(),
              shown + " matches nobody: no host has this name",
              "correct the name, or take it out"));
    } else if (!host.name().equalsIgnoreCase(canonical)) {
      findings.add(
          Finding.warning(
              host.origin(),
              host.field(),
              shown + " matches nobody: it is another name of " + Printable.of(canonical),
              "write " + Printable.of(canonical)));
    }
  }
}
