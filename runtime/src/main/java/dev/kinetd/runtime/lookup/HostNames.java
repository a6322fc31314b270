package dev.kinetd.runtime.lookup;

import dev.kinetd.runtime.access.ClientName;
import dev.kinetd.runtime.admission.Source;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The names of addresses, by libwrap's rules: the hosts file first, then DNS; a name must lead back
 * to its address and be no alias.
 *
 * <p>Any thread may ask and none is made to wait: what is known is answered at once, the rest on an
 * event loop or a thread of the disk's, where nobody may linger. No answer is exceptional. DNS has
 * until the deadline; the disk in front of it, which hardly ever counts, has as long. Answers of
 * DNS are kept as long as they hold, none over a change of the hosts file, which is seen within
 * five seconds. Nothing is held while nobody asks, so there is nothing to close.
 */
public final class HostNames {

  private final LookupSettings settings;
  private final EventLoop loop;
  private final FreshFile<HostsTable> hosts;
  private final FreshFile<ResolvConf> resolv;
  private final DnsClient dns;
  private final NameCache cache;
  private final Turns turns;

  /**
   * @param loops epoll event loops, which the caller goes on owning
   * @param disk may be made to wait for the disk; the caller goes on owning it
   */
  public HostNames(EventLoopGroup loops, Executor disk, LookupSettings settings) {
    this.settings = settings;
    this.loop = loops.next();
    this.hosts = new FreshFile<>(settings.hosts(), HostsTable::parse, disk, settings.nanoTime());
    this.resolv =
        new FreshFile<>(settings.resolvConf(), ResolvConf::parse, disk, settings.nanoTime());
    this.dns = new DnsClient(loop, settings.dnsPort(), settings.tryFor());
    this.cache = new NameCache(settings.most(), settings.nanoTime());
    this.turns = new Turns(settings.atOnce());
  }

  /** The name of an address. */
  public CompletableFuture<ClientName> nameOf(Source address) {
    return withHosts(table -> nameOf(address, table), ClientName.FAILED);
  }

  private CompletableFuture<ClientName> nameOf(Source address, HostsTable table) {
    ClientName inFile = table.nameOf(address);
    return inFile != null
        ? CompletableFuture.completedFuture(inFile)
        : cache.get(address, table, () -> lookUp(address, table));
  }

  private CompletableFuture<NameAnswer> lookUp(Source address, HostsTable table) {
    var lookup = new NameLookup(address, table, dns);
    try {
      loop.execute(
          () -> {
            lookup.limit(loop, settings.deadline());
            resolv.content().thenAcceptAsync(conf -> queue(lookup, conf), loop);
          });
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(NameAnswer.failure(ClientName.FAILED));
    }
    return lookup.answer();
  }

  private void queue(NameLookup lookup, ResolvConf conf) {
    turns.take(
        () -> {
          if (lookup.answer().isDone()) {
            return false;
          }
          // Only after the sockets are closed, and after all whose time is up with this one's: else
          // each of those would open a socket in turn.
          lookup.answer().whenComplete((_, _) -> loop.execute(turns::giveBack));
          lookup.begin(conf.servers());
          return true;
        });
  }

  /**
   * The addresses of a name, complete or to be completed by the machine's search list. None are
   * kept.
   */
  public CompletableFuture<HostAddresses> addressesOf(String name) {
    return withHosts(table -> addressesOf(name, table), HostAddresses.FAILED);
  }

  private CompletableFuture<HostAddresses> addressesOf(String name, HostsTable table) {
    HostAddresses inFile = table.addressesOf(name);
    if (inFile != null) {
      return CompletableFuture.completedFuture(inFile);
    }
    var lookup = new AddressLookup(dns);
    try {
      loop.execute(
          () -> {
            lookup.limit(loop, settings.deadline());
            resolv.content().thenAcceptAsync(conf -> lookup.begin(name, conf), loop);
          });
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(HostAddresses.FAILED);
    }
    return lookup.answer();
  }

  private <T> CompletableFuture<T> withHosts(
      Function<HostsTable, CompletableFuture<T>> ask, T failure) {
    CompletableFuture<HostsTable> content = hosts.content();
    if (!content.isDone()) {
      try {
        var timer =
            loop.schedule(
                () -> content.completeExceptionally(new TimeoutException()),
                settings.deadline().toNanos(),
                TimeUnit.NANOSECONDS);
        content.whenComplete((_, _) -> timer.cancel(false));
      } catch (RejectedExecutionException e) {
        return CompletableFuture.completedFuture(failure);
      }
    }
    return content
        .handle(
            (table, late) ->
                late == null ? ask.apply(table) : CompletableFuture.completedFuture(failure))
        .thenCompose(Function.identity());
  }

  /** How many answers are kept or being waited for. */
  int kept() {
    return cache.size();
  }
}
