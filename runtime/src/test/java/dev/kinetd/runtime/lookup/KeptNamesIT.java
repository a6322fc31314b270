package dev.kinetd.runtime.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.access.ClientName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptNamesIT {

  private static final String REVERSE = "1.0.0.10.in-addr.arpa";

  private Lab lab;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    lab = new Lab(folder);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @ParameterizedTest
  @CsvSource({"60, 300, 60", "300, 60, 60", "0, 60, 1", "90000, 86400, 3600"})
  void keepsANameForAsLongAsDnsSays(long reverse, long forward, long seconds) {
    // given
    lab.dns.pointer("10.0.0.1", reverse, "a.example.com");
    lab.dns.address("a.example.com", forward, "10.0.0.1");

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.known("a.example.com"));
    lab.dns.forget(REVERSE);
    keeps(ClientName.known("a.example.com"), seconds, ClientName.UNKNOWN);
  }

  @Test
  void keepsWhatAnAliasLeadsToNoLongerThanTheAlias() {
    // given
    lab.dns.alias(REVERSE, 30, "1.zone.example.com");
    lab.dns.pointerAt("1.zone.example.com", 60, "a.example.com");
    lab.dns.address("a.example.com", 60, "10.0.0.1");

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.known("a.example.com"));
    lab.dns.forget(REVERSE);
    keeps(ClientName.known("a.example.com"), 30, ClientName.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"300, 20, 20", "15, 900, 15"})
  void keepsThatThereIsNoNameForAsLongAsTheZoneSays(long ttl, int minimum, long seconds) {
    // given
    lab.dns.startOfAuthority(ttl, minimum);

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.UNKNOWN);
    lab.dns.pointer("10.0.0.1", 60, "a.example.com").address("a.example.com", 60, "10.0.0.1");
    keeps(ClientName.UNKNOWN, seconds, ClientName.known("a.example.com"));
  }

  @Test
  void keepsThatThereIsNoNameForTenSecondsWhereTheZoneSaysNothing() {
    // given
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.UNKNOWN);

    // then
    lab.dns.pointer("10.0.0.1", 60, "a.example.com").address("a.example.com", 60, "10.0.0.1");
    keeps(ClientName.UNKNOWN, 10, ClientName.known("a.example.com"));
  }

  @Test
  void asksAgainFiveSecondsAfterAFailure() {
    // given
    lab.dns.failingAt(REVERSE);
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.FAILED);

    // then
    lab.dns.answeringAt(REVERSE);
    keeps(ClientName.FAILED, 5, ClientName.UNKNOWN);
  }

  /** The answer that is there holds until so many seconds are over, and then another. */
  private void keeps(ClientName name, long seconds, ClientName then) {
    lab.pass(Duration.ofSeconds(seconds).minusNanos(1));
    int asked = lab.dns.questions().size();
    assertThat(lab.names.nameOf(Lab.source("10.0.0.1"))).isCompletedWithValue(name);
    assertThat(lab.dns.questions()).hasSize(asked);
    lab.pass(Duration.ofNanos(1));
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(then);
  }

  @Test
  void asksOnceForAllWhoWantToKnow() {
    // given
    lab.with(Duration.ofSeconds(20), Lab.SHORT, 100, 100).dns.silentOnceAt(REVERSE);
    lab.dns.pointer("10.0.0.1", 60, "a.example.com").address("a.example.com", 60, "10.0.0.1");

    // when
    var answers =
        IntStream.range(0, 50).mapToObj(_ -> lab.names.nameOf(Lab.source("10.0.0.1"))).toList();

    // then
    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(Lab.get(answer)).isEqualTo(ClientName.known("a.example.com")));
    assertThat(lab.dns.questions()).hasSize(3);
  }

  @Test
  void letsNobodyAnswerForTheOthers() {
    // given
    CompletableFuture<ClientName> first = lab.names.nameOf(Lab.source("10.0.0.1"));
    CompletableFuture<ClientName> second = lab.names.nameOf(Lab.source("10.0.0.1"));

    // when
    first.complete(ClientName.known("mine"));

    // then
    assertThat(Lab.get(second)).isEqualTo(ClientName.UNKNOWN);
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.UNKNOWN);
  }

  @Test
  void forgetsTheOldestWhenItIsFull() {
    // given
    lab.with(Duration.ofSeconds(20), Duration.ofSeconds(10), 100, 2);

    // when
    lab.nameOf("10.0.0.1");
    lab.nameOf("10.0.0.2");
    lab.nameOf("10.0.0.1");
    lab.nameOf("10.0.0.3");

    // then
    assertThat(lab.names.kept()).isEqualTo(2);
    assertThat(lab.names.nameOf(Lab.source("10.0.0.2"))).isDone();
    assertThat(lab.names.nameOf(Lab.source("10.0.0.3"))).isDone();
    lab.nameOf("10.0.0.1");
    assertThat(lab.dns.questions()).hasSize(4);
  }
}
