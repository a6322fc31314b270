package dev.kinetd.runtime.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.api.Builtin;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamBuiltinsIT {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T22:17:22Z"), ZoneOffset.UTC);

  private EpollEventLoopGroup loops;
  private Builtins builtins;
  private StreamListener listener;
  private long descriptors;

  @BeforeEach
  void listen() throws IOException {
    loops = new EpollEventLoopGroup(1);
    loops.submit(() -> {}).syncUninterruptibly();
    serve(Duration.ofMinutes(5));
    descriptors = OpenDescriptors.count();
  }

  private void serve(Duration idleLimit) throws IOException {
    if (listener != null) {
      listener.close();
    }
    builtins = new Builtins(loops, CLOCK, idleLimit);
    listener = new StreamListener(builtins);
  }

  @AfterEach
  void leavesNoDescriptor() {
    await().until(() -> OpenDescriptors.count() <= descriptors);
    assertThat(builtins.openConnections()).isZero();
    builtins.close();
    listener.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private void closedTimes(int times) {
    await().untilAsserted(() -> assertThat(listener.closed).hasValue(times));
  }

  @Test
  void echoReturnsEverythingAndClosesAfterTheClientsEnd() throws Exception {
    // given
    var sent = new byte[3_000_000];
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    new Random(seed).nextBytes(sent);

    // when
    byte[] received;
    try (Socket client = listener.connect(Builtin.Echo)) {
      var writer =
          CompletableFuture.runAsync(
              () -> {
                try {
                  client.getOutputStream().write(sent);
                  client.shutdownOutput();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      received = client.getInputStream().readAllBytes();
      writer.join();
    }

    // then
    assertThat(Arrays.equals(received, sent)).isTrue();
    closedTimes(1);
  }

  @Test
  void echoReturnsWhatCameWithTheEndOfInput() throws Exception {
    for (int i = 0; i < 200; i++) {
      // given
      var sent = new byte[5000];
      Arrays.fill(sent, (byte) i);

      // when
      byte[] received;
      try (Socket client = listener.connect(Builtin.Echo)) {
        client.getOutputStream().write(sent);
        client.shutdownOutput();
        received = client.getInputStream().readAllBytes();
      }

      // then
      assertThat(received).isEqualTo(sent);
    }
    closedTimes(200);
  }

  @Test
  void echoHoldsLittleForClientsThatNeverRead() throws Exception {
    // given
    int clients = 20;
    List<Socket> open = new ArrayList<>();
    List<Thread> writers = new ArrayList<>();
    long before = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();

    // when
    for (int i = 0; i < clients; i++) {
      Socket client = listener.connect(Builtin.Echo);
      open.add(client);
      writers.add(Thread.ofPlatform().daemon().start(() -> writeUntilClosed(client)));
    }
    await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).until(() -> true);
    long grown = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() - before;
    for (Socket client : open) {
      client.close();
    }
    for (Thread writer : writers) {
      writer.join();
    }

    // then
    assertThat(grown).isLessThan(clients * 32L * 1024);
    closedTimes(clients);
  }

  private static void writeUntilClosed(Socket client) {
    try {
      var bytes = new byte[64 * 1024];
      while (true) {
        client.getOutputStream().write(bytes);
      }
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  @Test
  void chargenSendsTheRingOfLinesUntilTheClientCloses() throws Exception {
    // given
    byte[] cycle = CharacterGenerator.cycle();

    // when
    byte[] received;
    try (Socket client = listener.connect(Builtin.Chargen)) {
      client.getOutputStream().write("ignored".getBytes(StandardCharsets.US_ASCII));
      client.shutdownOutput();
      received = client.getInputStream().readNBytes(cycle.length * 100);
    }

    // then
    for (int i = 0; i < 100; i++) {
      assertThat(Arrays.copyOfRange(received, i * cycle.length, (i + 1) * cycle.length))
          .isEqualTo(cycle);
    }
    closedTimes(1);
  }

  @Test
  void chargenLeavesItsEventLoopToOthers() throws Exception {
    // given
    try (Socket greedy = listener.connect(Builtin.Chargen);
        Socket idle = listener.connect(Builtin.Chargen);
        Socket echo = listener.connect(Builtin.Echo)) {
      var enough = new AtomicBoolean();
      Thread reader = Thread.ofPlatform().daemon().start(() -> readUntil(enough, greedy));

      // when
      for (int i = 0; i < 100; i++) {
        echo.getOutputStream().write(i);

        // then
        assertThat(echo.getInputStream().read()).isEqualTo(i);
      }
      assertThat(idle.isConnected()).isTrue();
      enough.set(true);
      reader.join();
    }
    closedTimes(3);
  }

  private static void readUntil(AtomicBoolean enough, Socket client) {
    try {
      InputStream in = client.getInputStream();
      var bytes = new byte[64 * 1024];
      while (!enough.get()) {
        in.read(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void discardReadsAllAndSaysNothing() throws Exception {
    // given, when
    byte[] received;
    try (Socket client = listener.connect(Builtin.Discard)) {
      client.getOutputStream().write(new byte[2_000_000]);
      client.shutdownOutput();
      received = client.getInputStream().readAllBytes();
    }

    // then
    assertThat(received).isEmpty();
    closedTimes(1);
  }

  @Test
  void daytimeSaysOneLineAndCloses() throws Exception {
    // given, when
    byte[] received;
    try (Socket client = listener.connect(Builtin.Daytime)) {
      received = client.getInputStream().readAllBytes();
    }

    // then
    assertThat(received).asString().isEqualTo("Tue Nov 24 22:17:22 2026\r\n");
    closedTimes(1);
  }

  @Test
  void timeSaysFourBytesAndCloses() throws Exception {
    // given, when
    byte[] received;
    try (Socket client = listener.connect(Builtin.Time)) {
      received = client.getInputStream().readAllBytes();
    }

    // then
    assertThat(received).hasSize(4);
    assertThat(Integer.toUnsignedLong(ByteBuffer.wrap(received).getInt()))
        .isEqualTo(CLOCK.instant().getEpochSecond() + 2_208_988_800L);
    closedTimes(1);
  }

  @Test
  void anAnswerSurvivesInputThatNobodyAskedFor() throws Exception {
    for (int i = 0; i < 100; i++) {
      // given, when
      byte[] received;
      try (Socket client = listener.connect(Builtin.Daytime)) {
        client.getOutputStream().write(new byte[1000]);
        received = client.getInputStream().readAllBytes();
      }

      // then
      assertThat(received).hasSize(26);
    }
    closedTimes(100);
  }

  @Test
  void anAnsweredClientThatStaysIsClosedSoon() throws Exception {
    // given, when
    try (Socket client = listener.connect(Builtin.Time)) {
      client.getInputStream().readAllBytes();

      // then
      closedTimes(1);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TcpMux")
  void aResetIsOneEndOfTheConnection(Builtin kind) throws Exception {
    // given
    Socket client = listener.connect(kind);
    client.getOutputStream().write(new byte[100]);

    // when
    client.setSoLinger(true, 0);
    client.close();

    // then
    closedTimes(1);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TcpMux")
  void aClientThatWasGoneBeforeItWasServedLeavesNothing(Builtin kind) throws Exception {
    // given
    Socket client = listener.connect();
    client.setSoLinger(true, 0);
    client.close();

    // when
    listener.serve(kind);

    // then
    closedTimes(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"Echo", "Discard", "Chargen"})
  void closesWhatStandsStill(Builtin kind) throws Exception {
    // given
    serve(Duration.ofMillis(300));
    try (Socket client = listener.connect(kind)) {
      // when, then
      closedTimes(1);
      assertThat(client.isClosed()).isFalse();
    }
  }

  @Test
  void keepsWhatMoves() throws Exception {
    // given
    serve(Duration.ofMillis(600));
    try (Socket client = listener.connect(Builtin.Echo)) {
      long end = System.nanoTime() + Duration.ofMillis(1500).toNanos();

      // when
      while (System.nanoTime() < end) {
        client.getOutputStream().write(1);
        client.getInputStream().read();
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
      }

      // then
      assertThat(listener.closed).hasValue(0);
    }
    closedTimes(1);
  }

  @Test
  void servesUnixSockets(@TempDir Path folder) throws Exception {
    // given
    try (var unix = new StreamListener(builtins, folder.resolve("echo"));
        var client = unix.connectUnix(Builtin.Echo)) {
      // when
      client.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      client.shutdownOutput();

      // then
      assertThat(Channels.newInputStream(client).readAllBytes()).containsExactly(1, 2, 3);
      await().untilAsserted(() -> assertThat(unix.closed).hasValue(1));
    }
  }

  @Test
  void closesConnectionsWhenTheRuntimeStops() throws Exception {
    // given
    try (Socket client = listener.connect(Builtin.Echo)) {
      client.getOutputStream().write(1);
      client.getInputStream().read();

      // when
      builtins.close();

      // then
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      closedTimes(1);
    }
  }

  @Test
  void closesTheDescriptorWhenTheEventLoopIsGone() throws Exception {
    // given
    var gone = new EpollEventLoopGroup(1);
    gone.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    try (var late = new StreamListener(new Builtins(gone, CLOCK, Duration.ofMinutes(1)));
        Socket client = late.connect(Builtin.Echo)) {
      // when, then
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      assertThat(late.closed).hasValue(1);
    }
  }

  @Test
  void closesTheDescriptorWhenTheEventLoopIsOfAnotherKind() throws Exception {
    // given
    var other = new NioEventLoopGroup(1);
    try (var nio = new StreamListener(new Builtins(other, CLOCK, Duration.ofMinutes(1)));
        Socket client = nio.connect(Builtin.Echo)) {
      // when, then
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      assertThat(nio.closed).hasValue(1);
    } finally {
      other.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  @Test
  void reportsADescriptorThatIsNoSocket() {
    // given
    var closed = new AtomicInteger();

    // when
    builtins.serveStream(1_000_000, false, Builtin.Echo, closed::incrementAndGet);

    // then
    await().untilAsserted(() -> assertThat(closed).hasValue(1));
  }
}
