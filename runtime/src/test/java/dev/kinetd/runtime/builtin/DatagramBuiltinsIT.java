package dev.kinetd.runtime.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.api.Builtin;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.linux.DatagramSender;
import dev.kinetd.runtime.linux.LinuxException;
import dev.kinetd.runtime.linux.SocketAddressBuffer;
import dev.kinetd.runtime.linux.Sockets;
import io.netty.channel.epoll.EpollEventLoopGroup;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatagramBuiltinsIT {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T22:17:22Z"), ZoneOffset.UTC);

  /** Counts, and fails on demand. */
  private static final class Counts implements DatagramEvents {
    final AtomicInteger served = new AtomicInteger();
    final AtomicInteger guarded = new AtomicInteger();
    final AtomicInteger unsent = new AtomicInteger();
    volatile RuntimeException fault;

    @Override
    public boolean admits(Source source, int port) {
      return true;
    }

    @Override
    public void served() {
      served.incrementAndGet();
      if (fault != null) {
        throw fault;
      }
    }

    @Override
    public void guarded() {
      guarded.incrementAndGet();
    }

    @Override
    public void unsent(int errno) {
      unsent.incrementAndGet();
    }
  }

  private final long descriptors = OpenDescriptors.count();
  private final EpollEventLoopGroup loops = new EpollEventLoopGroup(1);
  private final Builtins builtins = new Builtins(loops, CLOCK, Duration.ofMinutes(5));
  private final Counts counts = new Counts();
  private final SocketAddressBuffer local = new SocketAddressBuffer();

  @AfterEach
  void leavesNoDescriptor() {
    builtins.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    await().until(() -> OpenDescriptors.count() <= descriptors);
  }

  private static InetAddress ip(String address) throws IOException {
    return InetAddress.getByName(address);
  }

  private int bind(String address) throws IOException {
    return bind(address, 0);
  }

  private int bind(String address, int port) throws IOException {
    int fd = Sockets.bind(local.set(ip(address), port), false, false);
    Sockets.localAddress(fd, local);
    return fd;
  }

  private DatagramHandle serve(String address, Builtin kind) throws IOException {
    return builtins.serveDatagrams(bind(address), kind, counts);
  }

  /** A client that hears answers from the one address alone that it talks to. */
  private DatagramSocket client(String server) throws IOException {
    var client = new DatagramSocket();
    client.setSoTimeout(10_000);
    client.connect(new InetSocketAddress(ip(server), local.port()));
    return client;
  }

  /** Never empty: a connected socket of the JDK does not send empty datagrams. */
  private static void send(DatagramSocket client, byte... bytes) throws IOException {
    client.send(new DatagramPacket(bytes, bytes.length));
  }

  private static byte[] receive(DatagramSocket client) throws IOException {
    var packet = new DatagramPacket(new byte[65536], 65536);
    client.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.9"})
  void answersFromTheAddressThatWasAsked(String server) throws IOException {
    // given
    serve("0.0.0.0", Builtin.Echo);
    try (var client = client(server)) {
      // when
      send(client, (byte) 1, (byte) 2);

      // then
      assertThat(receive(client)).containsExactly(1, 2);
    }
  }

  @Test
  void answersIpv6() throws IOException {
    // given
    serve("::", Builtin.Echo);
    try (var client = client("::1")) {
      // when
      send(client, (byte) 1, (byte) 2);

      // then
      assertThat(receive(client)).containsExactly(1, 2);
    }
  }

  @Test
  void echoesEveryDatagramOfABurst() throws IOException {
    // given
    serve("127.0.0.1", Builtin.Echo);
    try (var client = client("127.0.0.1")) {
      // when
      for (int i = 0; i < 20; i++) {
        send(client, (byte) i);
      }

      // then
      for (int i = 0; i < 20; i++) {
        assertThat(receive(client)).containsExactly(i);
      }
      await().untilAsserted(() -> assertThat(counts.served).hasValue(20));
    }
  }

  @Test
  void echoesTheLargestDatagram() throws IOException {
    // given
    serve("127.0.0.1", Builtin.Echo);
    var largest = new byte[65507];
    Arrays.fill(largest, (byte) 7);
    try (var client = client("127.0.0.1")) {
      client.setOption(StandardSocketOptions.SO_SNDBUF, 200_000);

      // when
      send(client, largest);

      // then
      assertThat(receive(client)).isEqualTo(largest);
    }
  }

  @Test
  void echoesTheEmptyDatagram() throws IOException {
    // given
    serve("127.0.0.1", Builtin.Echo);
    try (var client = new DatagramSocket()) {
      client.setSoTimeout(10_000);

      // when
      var server = new InetSocketAddress(ip("127.0.0.1"), local.port());
      client.send(new DatagramPacket(new byte[0], 0, server));

      // then
      assertThat(receive(client)).isEmpty();
    }
  }

  @Test
  void answersDatagramsFromBeforeItWasWatched() throws IOException {
    // given
    int fd = bind("0.0.0.0");
    try (var client = client("127.0.0.1")) {
      send(client, (byte) 5);

      // when
      builtins.serveDatagrams(fd, Builtin.Echo, counts);

      // then
      assertThat(receive(client)).containsExactly(5);
    }
  }

  @Test
  void chargenSendsOneLineADatagram() throws IOException {
    // given
    serve("127.0.0.1", Builtin.Chargen);
    byte[] cycle = CharacterGenerator.cycle();
    try (var client = client("127.0.0.1")) {
      for (int i = 0; i < 100; i++) {
        // when
        send(client, (byte) 'x');

        // then
        int start = i % 95 * 74;
        assertThat(receive(client)).isEqualTo(Arrays.copyOfRange(cycle, start, start + 74));
      }
    }
  }

  @Test
  void tellsTheTimeInOneDatagram() throws IOException {
    // given
    serve("127.0.0.1", Builtin.Daytime);
    try (var client = client("127.0.0.1")) {
      send(client, (byte) 0);
      assertThat(receive(client)).asString().isEqualTo("Tue Nov 24 22:17:22 2026\r\n");
    }
    serve("127.0.0.1", Builtin.Time);
    try (var client = client("127.0.0.1")) {
      // when
      send(client, (byte) 0);

      // then
      assertThat(receive(client)).isEqualTo(TimeOfDay.time(CLOCK));
    }
  }

  @Test
  void discardCountsAndSaysNothing() throws IOException {
    // given
    serve("127.0.0.1", Builtin.Discard);
    try (var client = client("127.0.0.1")) {
      // when
      send(client, (byte) 1);

      // then
      await().untilAsserted(() -> assertThat(counts.served).hasValue(1));
      client.setSoTimeout(200);
      assertThatThrownBy(() -> receive(client)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void doesNotAnswerAnotherBuiltin() throws IOException {
    // given
    serve("127.0.0.1", Builtin.Echo);
    int echo = local.port();
    int chargen = bind("127.0.0.1");
    var victim = new SocketAddressBuffer().set(ip("127.0.0.1"), echo);

    // when
    builtins.serveDatagrams(chargen, Builtin.Chargen, counts);
    try (var client = client("127.0.0.1")) {
      // Makes chargen answer; its port is one that echo must not answer.
      send(client, (byte) 0);
      receive(client);
    }
    assertThat(sendFrom(chargen, victim)).isEqualTo(1);

    // then
    await().untilAsserted(() -> assertThat(counts.guarded).hasValue(1));
    assertThat(counts.served).hasValue(1);
  }

  private static int sendFrom(int fd, SocketAddressBuffer to) {
    return DatagramSender.send(fd, new byte[] {1}, to);
  }

  @Test
  void doesNotAnswerABroadcast() throws IOException {
    // given
    serve("0.0.0.0", Builtin.Echo);
    try (var client = new DatagramSocket()) {
      client.setBroadcast(true);

      // when
      client.send(
          new DatagramPacket(
              new byte[] {1}, 1, new InetSocketAddress(ip("127.255.255.255"), local.port())));

      // then
      await().untilAsserted(() -> assertThat(counts.guarded).hasValue(1));
      assertThat(counts.served).hasValue(0);
    }
  }

  @Test
  void doesNotAnswerAnIpv4Multicast() throws IOException {
    // given
    serve("0.0.0.0", Builtin.Echo);

    // when, then
    guardsMulticast(StandardProtocolFamily.INET, "224.0.0.251", NetworkInterface.getByName("lo"));
  }

  @Test
  void doesNotAnswerAnIpv6Multicast() throws IOException {
    // given: loopback does not deliver these; ff01 never leaves the machine on other interfaces
    var outward =
        NetworkInterface.networkInterfaces().filter(DatagramBuiltinsIT::multicasts).findFirst();
    assumeThat(outward).as("an interface with IPv6 multicast").isPresent();
    serve("::", Builtin.Echo);

    // when, then
    guardsMulticast(StandardProtocolFamily.INET6, "ff01::1", outward.get());
  }

  private void guardsMulticast(ProtocolFamily family, String group, NetworkInterface over)
      throws IOException {
    try (var member = DatagramChannel.open(family);
        var client = DatagramChannel.open(family)) {
      member.join(ip(group), over);
      client.setOption(StandardSocketOptions.IP_MULTICAST_IF, over);
      client.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0);
      client.send(ByteBuffer.wrap(new byte[] {1}), new InetSocketAddress(ip(group), local.port()));
      await().untilAsserted(() -> assertThat(counts.guarded).hasValue(1));
      assertThat(counts.served).hasValue(0);
    }
  }

  private static boolean multicasts(NetworkInterface candidate) {
    try {
      return candidate.isUp()
          && !candidate.isLoopback()
          && candidate.supportsMulticast()
          && candidate.inetAddresses().anyMatch(Inet6Address.class::isInstance);
    } catch (SocketException e) {
      return false;
    }
  }

  @Test
  void survivesAFaultOfTheCounter() throws IOException {
    // given
    serve("127.0.0.1", Builtin.Echo);
    counts.fault = new IllegalStateException("a fault made by the test");
    try (var client = client("127.0.0.1")) {
      for (int i = 0; i < 3; i++) {
        // when
        send(client, (byte) i);

        // then
        assertThat(receive(client)).containsExactly(i);
      }
    }
  }

  @Test
  void closingFreesThePortAtOnce() throws IOException {
    for (int i = 0; i < 50; i++) {
      // given
      DatagramHandle handle =
          builtins.serveDatagrams(
              bind("127.0.0.1", i == 0 ? 0 : local.port()), Builtin.Echo, counts);
      try (var client = client("127.0.0.1")) {
        send(client, (byte) i);
        assertThat(receive(client)).containsExactly(i);
      }

      // when
      handle.close();
      handle.close();
    }

    // then: the next bind in the loop found the port free
  }

  @Test
  void closesADescriptorThatCannotBeWatched() {
    // given, when
    Throwable thrown =
        catchThrowable(() -> builtins.serveDatagrams(1_000_000, Builtin.Echo, counts));

    // then
    assertThat(thrown).isInstanceOf(LinuxException.class).hasMessageContaining("getsockname");
  }
}
