package dev.kinetd.runtime.lookup;

import dev.kinetd.runtime.admission.Source;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One question to DNS for the addresses of a name, in both versions. Everything but {@link #answer}
 * belongs to the event loop.
 */
final class AddressLookup {

  private final DnsClient dns;
  private final CompletableFuture<HostAddresses> answer = new CompletableFuture<>();
  private ResolvConf conf;

  AddressLookup(DnsClient dns) {
    this.dns = dns;
  }

  CompletableFuture<HostAddresses> answer() {
    return answer;
  }

  /** From now on there will be an answer in time, if only that there is none. */
  void limit(EventLoop loop, Duration deadline) {
    ScheduledFuture<?> timer =
        loop.schedule(
            () -> answer.complete(HostAddresses.FAILED), deadline.toNanos(), TimeUnit.NANOSECONDS);
    answer.whenComplete((_, _) -> timer.cancel(false));
  }

  void begin(String name, ResolvConf resolvConf) {
    conf = resolvConf;
    next(conf.candidates(name).iterator());
  }

  private void next(Iterator<String> candidates) {
    if (!candidates.hasNext()) {
      answer.complete(HostAddresses.NONE);
      return;
    }
    String name = candidates.next();
    if (!HostName.is(name)) {
      next(candidates);
      return;
    }
    ask(name, RecordKind.IPV4)
        .thenAcceptBoth(
            ask(name, RecordKind.IPV6),
            (ipv4, ipv6) -> {
              var addresses = new ArrayList<Source>(ipv4.values());
              addresses.addAll(ipv6.values());
              if (!addresses.isEmpty()) {
                String owner = ipv4.values().isEmpty() ? ipv6.owner() : ipv4.owner();
                answer.complete(HostAddresses.found(owner, addresses));
              } else if (ipv4.failed() || ipv6.failed()) {
                answer.complete(HostAddresses.FAILED);
              } else {
                next(candidates);
              }
            });
  }

  private CompletableFuture<DnsAnswer<Source>> ask(String name, RecordKind<Source> kind) {
    return dns.ask(name, kind, conf.servers(), answer);
  }
}
