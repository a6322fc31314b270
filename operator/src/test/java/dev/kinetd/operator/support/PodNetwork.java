package dev.kinetd.operator.support;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network of pods as a node has one: each pod in a network namespace of its own with an address
 * of its own, all of them behind one bridge, which this machine is the gateway of. Nothing leads
 * from there to anywhere else. The addresses are of the range for benchmarks (RFC 2544), which no
 * network routes. It goes with the processes that hold it, whatever becomes of the test.
 */
final class PodNetwork implements AutoCloseable {

  private static final int MAX_PODS = 250;
  private static final long OWN = ProcessHandle.current().pid();

  private final int subnet = ThreadLocalRandom.current().nextInt(256);
  private final String device = "kt" + OWN + "n" + subnet;
  private final AtomicInteger last = new AtomicInteger(1);
  private final Program bridge = hold();

  private PodNetwork() {}

  /** Makes one; skips the test where that is not allowed. */
  static PodNetwork create() {
    var network = new PodNetwork();
    try {
      run(
          """
          set -e
          ip link add %1$s type veth peer name node netns %2$d
          ip address add %3$s/24 dev %1$s
          ip link set %1$s up
          nsenter --net=/proc/%2$d/ns/net sh -ec '
            ip link add pods type bridge
            ip link set node master pods
            ip link set pods up
            ip link set node up'
          """
              .formatted(network.device, network.bridge.pid(), network.gateway()));
      return network;
    } catch (IOException e) {
      network.close();
      assumeTrue(false, "no network namespaces: needs root, and ip(8): " + e.getMessage());
      throw new IllegalStateException(e);
    }
  }

  /** This machine's address in the network. */
  String gateway() {
    return "198.18.%d.1".formatted(subnet);
  }

  /** A pod's part of the network. */
  Sandbox newSandbox() {
    int number = last.incrementAndGet();
    if (number > MAX_PODS) {
      throw new IllegalStateException("no address left");
    }
    var sandbox = new Sandbox(hold(), "198.18.%d.%d".formatted(subnet, number));
    try {
      run(
          """
          set -e
          nsenter --net=/proc/%1$d/ns/net \
            ip link add pod%3$d type veth peer name eth0 netns %2$d
          nsenter --net=/proc/%1$d/ns/net sh -ec '
            ip link set pod%3$d master pods
            ip link set pod%3$d up'
          nsenter --net=/proc/%2$d/ns/net sh -ec '
            ip address add %4$s/24 dev eth0
            ip link set eth0 up
            ip link set lo up'
          """
              .formatted(bridge.pid(), sandbox.holder.pid(), number, sandbox.address));
      return sandbox;
    } catch (IOException e) {
      sandbox.close();
      throw new AssertionError("no network for a pod: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    bridge.kill();
  }

  /** What a pod's containers share, as the pause container holds it on a node. */
  record Sandbox(Program holder, String address) implements AutoCloseable {

    /** What to write before a command so that it runs in there, with the pid that is started. */
    List<String> words() {
      return List.of("nsenter", "--net=/proc/" + holder.pid() + "/ns/net", "--");
    }

    @Override
    public void close() {
      holder.kill();
    }
  }

  private static Program hold() {
    Program holder =
        Program.start(
            new ProcessBuilder(
                "setpriv", "--pdeathsig", "KILL", "unshare", "--net", "sleep", "infinity"));
    await("a network namespace")
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(10))
        .until(() -> !holder.runs() || !network(holder.pid()).equals(network(OWN)));
    return holder;
  }

  private static Path network(long pid) throws IOException {
    return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "ns", "net"));
  }

  private static void run(String script) throws IOException {
    Path errors = Files.createTempFile("kinetd-network-", "");
    try {
      Process process =
          new ProcessBuilder("sh", "-c", script)
              .redirectErrorStream(true)
              .redirectOutput(errors.toFile())
              .start();
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(Files.readString(errors, StandardCharsets.UTF_8).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(errors);
    }
  }
}
