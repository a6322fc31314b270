package dev.kinetd.runtime.lookup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Where names come from, and how long they may take.
 *
 * @param hosts the hosts file, hosts(5)
 * @param resolvConf names the name servers, resolv.conf(5)
 * @param dnsPort of the name servers
 * @param deadline for everything that one question takes
 * @param tryFor how long one name server is waited for before the next, or the same again
 * @param atOnce how many lookups run at once; the others wait, and their deadline with them
 * @param most how many answers are kept
 * @param nanoTime what answers age by, as {@link System#nanoTime}
 */
public record LookupSettings(
    Path hosts,
    Path resolvConf,
    int dnsPort,
    Duration deadline,
    Duration tryFor,
    int atOnce,
    int most,
    LongSupplier nanoTime) {

  private static final int DNS_PORT = 53;
  private static final int DEFAULT_AT_ONCE = 256;
  private static final int DEFAULT_MOST = 10_000;

  /** As the machine itself asks, but sooner at the end of its patience. */
  public static LookupSettings ofMachine() {
    return new LookupSettings(
        Path.of("/etc/hosts"),
        Path.of("/etc/resolv.conf"),
        DNS_PORT,
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        DEFAULT_AT_ONCE,
        DEFAULT_MOST,
        System::nanoTime);
  }
}
