package dev.kinetd.runtime.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.runtime.access.ClientName;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.builtin.OpenDescriptors;
import io.netty.channel.epoll.EpollEventLoopGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A machine with a hosts file, a name server and a clock of its own, which stands still. Closing it
 * checks that no socket is left.
 */
final class Lab implements AutoCloseable {

  static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(20);

  final EpollEventLoopGroup loops = new EpollEventLoopGroup(2);
  final NameServer dns = new NameServer(loops, "127.0.0.1", 0);
  private final AtomicLong now = new AtomicLong();
  private final Path hosts;
  private final Path resolvConf;
  private final long descriptors;
  HostNames names;

  Lab(Path folder) throws IOException {
    hosts = Files.writeString(folder.resolve("hosts"), "");
    resolvConf = Files.writeString(folder.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
    loops.forEach(loop -> loop.submit(() -> {}).syncUninterruptibly());
    descriptors = OpenDescriptors.count();
    patient();
  }

  /** Nothing but the clock ends a lookup that is answered at all. */
  Lab patient() {
    return with(LONG, Duration.ofSeconds(10), 100, 100);
  }

  /** Silence is found out soon, and asked about again before. */
  Lab impatient() {
    return with(SHORT, SHORT.dividedBy(3), 100, 100);
  }

  Lab with(Duration deadline, Duration tryFor, int atOnce, int most) {
    return with(Runnable::run, deadline, tryFor, atOnce, most);
  }

  Lab with(Executor disk, Duration deadline, Duration tryFor, int atOnce, int most) {
    names =
        new HostNames(
            loops,
            disk,
            new LookupSettings(
                hosts, resolvConf, dns.port(), deadline, tryFor, atOnce, most, now::get));
    return this;
  }

  void writeHosts(String text) throws IOException {
    Files.writeString(hosts, text);
  }

  void writeResolvConf(String text) throws IOException {
    Files.writeString(resolvConf, text);
  }

  void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  ClientName nameOf(String address) {
    return get(names.nameOf(source(address)));
  }

  static Source source(String address) {
    return Literals.parse(address);
  }

  static <T> T get(CompletableFuture<T> answer) {
    assertThat(answer).succeedsWithin(LONG.plusSeconds(10));
    return answer.join();
  }

  @Override
  public void close() {
    await("no socket left").until(() -> OpenDescriptors.count() <= descriptors);
    if (!loops.isShutdown()) {
      dns.close();
    }
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
