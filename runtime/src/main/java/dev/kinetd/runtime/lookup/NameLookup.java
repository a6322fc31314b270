package dev.kinetd.runtime.lookup;

import dev.kinetd.runtime.access.ClientName;
import dev.kinetd.runtime.admission.Source;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One question to DNS for the name of an address: the reverse lookup, then that of the name, which
 * must lead back. Everything but {@link #answer} belongs to the event loop.
 */
final class NameLookup {

  private static final String HEX = "0123456789abcdef";

  private final Source address;
  private final HostsTable hosts;
  private final DnsClient dns;
  private final CompletableFuture<NameAnswer> answer = new CompletableFuture<>();
  private List<InetAddress> servers;
  private ClientName soFar = ClientName.FAILED;

  NameLookup(Source address, HostsTable hosts, DnsClient dns) {
    this.address = address;
    this.hosts = hosts;
    this.dns = dns;
  }

  CompletableFuture<NameAnswer> answer() {
    return answer;
  }

  /** From now on there will be an answer in time, if only that there is none. */
  void limit(EventLoop loop, Duration deadline) {
    ScheduledFuture<?> timer =
        loop.schedule(
            () -> answer.complete(NameAnswer.failure(soFar)),
            deadline.toNanos(),
            TimeUnit.NANOSECONDS);
    answer.whenComplete((_, _) -> timer.cancel(false));
  }

  void begin(List<InetAddress> nameServers) {
    servers = nameServers;
    dns.ask(reverse(address), RecordKind.NAME, servers, answer).thenAccept(this::named);
  }

  private void named(DnsAnswer<String> reverse) {
    if (reverse.failed()) {
      answer.complete(NameAnswer.failure(ClientName.FAILED));
      return;
    }
    // The first counts, also where there are several, as for gethostbyaddr(3).
    String name = reverse.values().isEmpty() ? null : DnsAnswer.plain(reverse.values().getFirst());
    if (name == null || !name.isEmpty() && !HostName.is(name)) {
      answer.complete(NameAnswer.of(ClientName.UNKNOWN, reverse.seconds()));
      return;
    }
    // To the C library the root is a name; it has no address.
    if (name.isEmpty() || Literals.resembles(name)) {
      answer.complete(NameAnswer.of(ClientName.PARANOID, reverse.seconds()));
      return;
    }
    soFar = ClientName.UNVERIFIED;
    HostAddresses inFile = hosts.addressesOf(name, address.isIpv4());
    if (inFile != null) {
      ClientName verified = Verification.of(name, address, inFile);
      answer.complete(NameAnswer.of(verified, reverse.seconds()));
      return;
    }
    dns.ask(name, RecordKind.ofAddress(address.isIpv4()), servers, answer)
        .thenAccept(forward -> verified(name, reverse, forward));
  }

  private void verified(String name, DnsAnswer<String> reverse, DnsAnswer<Source> forward) {
    if (forward.failed()) {
      answer.complete(NameAnswer.failure(ClientName.UNVERIFIED));
      return;
    }
    var addresses = HostAddresses.found(forward.owner(), forward.values());
    answer.complete(
        NameAnswer.of(
            Verification.of(name, address, addresses),
            Math.min(reverse.seconds(), forward.seconds())));
  }

  /** The domain of an address (RFC 1035 section 3.5, RFC 3596 section 2.5). */
  static String reverse(Source address) {
    var name = new StringBuilder();
    if (address.isIpv4()) {
      for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
        name.append(address.low() >>> shift & 0xff).append('.');
      }
      return name.append("in-addr.arpa").toString();
    }
    for (long half : List.of(address.low(), address.high())) {
      for (int shift = 0; shift < Long.SIZE; shift += 4) {
        name.append(HEX.charAt((int) (half >>> shift & 15))).append('.');
      }
    }
    return name.append("ip6.arpa").toString();
  }
}
