package dev.kinetd.runtime.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.access.ClientName;
import dev.kinetd.runtime.admission.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DnsTroubleIT {

  private static final String REVERSE = "1.0.0.10.in-addr.arpa";
  private static final ClientName KNOWN = ClientName.known("a.example.com");

  private Lab lab;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    lab = new Lab(folder);
    zone(lab.dns);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private static void zone(NameServer server) {
    server.pointer("10.0.0.1", 60, "a.example.com").address("a.example.com", 60, "10.0.0.1");
  }

  @Test
  void tellsSilenceFromNoNameWhenTimeIsUp() {
    // given
    lab.impatient().dns.silentAt(REVERSE);

    // when
    long before = System.nanoTime();
    ClientName name = lab.nameOf("10.0.0.1");

    // then
    assertThat(name).isEqualTo(ClientName.FAILED);
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Lab.SHORT, Duration.ofSeconds(5));
    assertThat(lab.dns.questions()).hasSizeBetween(2, 4);
  }

  @Test
  void doesNotTrustANameThatNobodyVerifiesInTime() {
    // given
    lab.impatient().dns.silentAt("a.example.com");

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.UNVERIFIED);
  }

  @Test
  void takesAServersFailureForNoAnswer() {
    // given
    lab.dns.failingAt(REVERSE);
    lab.dns.pointer("10.0.0.2", 60, "b.example.com").refusingAt("b.example.com");

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.FAILED);
    assertThat(lab.nameOf("10.0.0.2")).isEqualTo(ClientName.UNVERIFIED);
    assertThat(Lab.get(lab.names.addressesOf("b.example.com"))).isEqualTo(HostAddresses.FAILED);
    lab.dns.referringAt("3.0.0.10.in-addr.arpa");
    assertThat(lab.nameOf("10.0.0.3")).isEqualTo(ClientName.FAILED);
  }

  @Test
  void asksAgainWhenADatagramIsLost() {
    // given
    lab.with(Duration.ofSeconds(20), Lab.SHORT, 100, 100).dns.silentOnceAt(REVERSE);

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(KNOWN);
  }

  @Test
  void asksTheNextServerWhenOneFailsOrIsSilent() throws IOException {
    // given
    lab.writeResolvConf("nameserver 127.0.0.1\nnameserver 127.0.0.2\n");
    lab.with(Duration.ofSeconds(20), Lab.SHORT, 100, 100).dns.silentAt(REVERSE);
    lab.dns.failingAt("a.example.com");
    try (var second = new NameServer(lab.loops, "127.0.0.2", lab.dns.port())) {
      zone(second);

      // then
      assertThat(lab.nameOf("10.0.0.1")).isEqualTo(KNOWN);
      assertThat(second.questions()).containsExactly("UDP PTR " + REVERSE, "UDP A a.example.com");
    }
  }

  @Test
  void asksTheNextServerAtOnceWhenNobodyIsThere() throws IOException {
    // given
    lab.writeResolvConf("nameserver 127.0.0.9\nnameserver 127.0.0.1\n");

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(KNOWN);
  }

  @Test
  void asksOverTcpForWhatDoesNotFit() {
    // given
    lab.dns.truncatingAt(REVERSE).truncatingAt("a.example.com");

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(KNOWN);
    assertThat(lab.dns.questions())
        .containsExactly(
            "UDP PTR " + REVERSE,
            "TCP PTR " + REVERSE,
            "UDP A a.example.com",
            "TCP A a.example.com");
  }

  @Test
  void takesNoPartOfAnAnswerForTheWhole() {
    // given
    lab.dns.truncatingAt(REVERSE).closeTcp();

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.FAILED);
  }

  @Test
  void passesOverAnswersThatNobodyAskedFor() {
    // given
    lab.dns.forgedFirstAt(REVERSE);

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(KNOWN);
  }

  @Test
  void answersInTimeWhenTheDiskDoesNot() {
    // given
    var disk = new ArrayDeque<Runnable>();
    lab.with(disk::add, Lab.SHORT, Lab.SHORT, 100, 100);

    // when
    var answer = lab.names.nameOf(Lab.source("10.0.0.1"));

    // then
    assertThat(answer).isNotDone();
    assertThat(Lab.get(answer)).isEqualTo(ClientName.FAILED);
    assertThat(disk).hasSize(1);
    disk.remove().run();
    lab.patient();
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(KNOWN);
  }

  @Test
  void letsLookupsWaitForTheirTurn() {
    // given
    lab.with(Duration.ofSeconds(20), Duration.ofSeconds(1), 1, 100).dns.silentOnceAt(REVERSE);
    lab.dns.pointer("10.0.0.2", 60, "b.example.com").address("b.example.com", 60, "10.0.0.2");

    // when
    var first = lab.names.nameOf(Lab.source("10.0.0.1"));
    var second = lab.names.nameOf(Lab.source("10.0.0.2"));

    // then
    assertThat(Lab.get(first)).isEqualTo(KNOWN);
    assertThat(Lab.get(second)).isEqualTo(ClientName.known("b.example.com"));
    assertThat(lab.dns.questions().indexOf("UDP A a.example.com"))
        .isLessThan(lab.dns.questions().indexOf("UDP PTR 2.0.0.10.in-addr.arpa"));
  }

  @Test
  void opensNoSocketForThoseWhoseTimeIsUpBeforeTheirTurn() {
    // given
    lab.with(Lab.SHORT, Lab.SHORT, 2, 100_000).dns.silentAt(REVERSE);
    for (int i = 0; i < 20_000; i++) {
      lab.dns.silentAt(NameLookup.reverse(Source.ofIpv4(0x0a010000 + i)));
    }

    // when
    var answers =
        IntStream.range(0, 20_000)
            .mapToObj(i -> lab.names.nameOf(Source.ofIpv4(0x0a010000 + i)))
            .toList();

    // then
    assertThat(answers)
        .allSatisfy(answer -> assertThat(Lab.get(answer)).isEqualTo(ClientName.FAILED));
    assertThat(lab.dns.questions()).hasSizeLessThan(100);
    lab.patient();
    assertThat(lab.nameOf("10.0.0.8")).isEqualTo(ClientName.UNKNOWN);
  }

  @Test
  void failsWhenTheEventLoopsAreGone() {
    // given
    lab.nameOf("10.0.0.1");
    lab.loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(KNOWN);
    assertThat(lab.nameOf("10.0.0.2")).isEqualTo(ClientName.FAILED);
    assertThat(Lab.get(lab.names.addressesOf("a.example.com"))).isEqualTo(HostAddresses.FAILED);
  }
}
