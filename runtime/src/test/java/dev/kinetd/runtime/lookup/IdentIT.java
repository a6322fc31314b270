package dev.kinetd.runtime.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.runtime.builtin.OpenDescriptors;
import io.netty.channel.epoll.EpollEventLoopGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentIT {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final EpollEventLoopGroup loops = new EpollEventLoopGroup(2);
  private final Semaphore allowed = new Semaphore(1000);
  private IdentServer server;
  private long descriptors;

  @BeforeEach
  void count() {
    loops.forEach(loop -> loop.submit(() -> {}).syncUninterruptibly());
    descriptors = OpenDescriptors.count();
  }

  @AfterEach
  void leavesNoSocket() {
    await("questions closed").until(() -> OpenDescriptors.count() <= descriptors + 1);
    server.close();
    await("no socket left").until(() -> OpenDescriptors.count() <= descriptors);
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void asksFromTheServersAddressAndReadsTheUser() throws IOException {
    // given
    Ident ident = asking(question -> question.replace(",", " , ") + " : USERID : UNIX : alice\r\n");

    // when
    Optional<String> user = Lab.get(userOf(ident, 40000, LONG));

    // then
    assertThat(user).contains("alice");
    assertThat(server.questions()).containsExactly("40000,79");
    assertThat(server.askers())
        .allSatisfy(asker -> assertThat(asker.getHostAddress()).isEqualTo("127.0.0.7"));
  }

  @Test
  void knowsNobodyWhereTheServerSaysSoOrNonsense() throws IOException {
    for (String line :
        List.of(" : ERROR : NO-USER\r\n", "", " : USERID : UNIX : cut", "x".repeat(3_000_000))) {
      // given
      Ident ident = asking(question -> question + line);

      // then
      assertThat(Lab.get(userOf(ident, 40000, LONG))).isEmpty();
      server.close();
    }
  }

  @Test
  void knowsNobodyWhenTimeIsUp() throws IOException {
    // given
    Ident ident = asking(_ -> null);

    // when
    long before = System.nanoTime();
    Optional<String> user = Lab.get(userOf(ident, 40000, SHORT));

    // then
    assertThat(user).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(SHORT, Duration.ofSeconds(5));
  }

  @Test
  void knowsNobodyWhereNobodyListensOrTheAddressIsNotOurs() throws IOException {
    // given
    Ident ident = asking(_ -> null);
    server.close();

    // then
    assertThat(Lab.get(userOf(ident, 40000, LONG))).isEmpty();
    assertThat(
            Lab.get(
                ident.userOf(Lab.source("127.0.0.1"), 40000, Lab.source("192.0.2.1"), 79, LONG)))
        .isEmpty();
    assertThat(Lab.get(ident.userOf(Lab.source("fe80::1"), 40000, Lab.source("fe80::2"), 79, LONG)))
        .isEmpty();
  }

  @Test
  void asksNoMoreThanSoManyAtOnce() throws IOException {
    // given
    allowed.drainPermits();
    Ident ident = asking(question -> question + " : USERID : UNIX : u\r\n");

    // when
    List<CompletableFuture<Optional<String>>> answers =
        IntStream.range(0, 10).mapToObj(i -> userOf(ident, 40000 + i, LONG)).toList();

    // then
    await().until(() -> server.askers().size() == 3);
    allowed.release();
    await().until(() -> server.askers().size() == 4);
    assertThat(answers.stream().filter(CompletableFuture::isDone)).hasSize(1);
    allowed.release(9);
    assertThat(answers).allSatisfy(answer -> assertThat(Lab.get(answer)).contains("u"));
    assertThat(server.questions()).hasSize(10);
  }

  @Test
  void givesUpOnThoseWhoseTimeIsUpBeforeTheirTurn() throws IOException {
    // given
    Ident ident = asking(question -> question.startsWith("5") ? question + ":USERID:X:u\n" : null);

    // when
    List<CompletableFuture<Optional<String>>> answers =
        IntStream.range(0, 10_000).mapToObj(i -> userOf(ident, 40000 + i, SHORT)).toList();

    // then
    assertThat(answers).allSatisfy(answer -> assertThat(Lab.get(answer)).isEmpty());
    assertThat(server.questions()).hasSizeLessThan(100);
    assertThat(Lab.get(userOf(ident, 50001, LONG))).contains("u");
  }

  @Test
  void knowsNobodyWhenTheEventLoopsAreGone() throws IOException {
    // given
    Ident ident = asking(_ -> null);

    // when
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();

    // then
    assertThat(userOf(ident, 40000, LONG)).isCompletedWithValue(Optional.empty());
  }

  private Ident asking(UnaryOperator<String> reply) throws IOException {
    server = new IdentServer(reply, allowed);
    return new Ident(loops, server.port(), 3);
  }

  private static CompletableFuture<Optional<String>> userOf(
      Ident ident, int port, Duration timeout) {
    return ident.userOf(Lab.source("127.0.0.1"), port, Lab.source("127.0.0.7"), 79, timeout);
  }
}
