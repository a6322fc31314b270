package dev.kinetd.runtime.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.admission.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopGuardTest {

  private static final Source LOOPBACK = Source.ofIpv4(0x7f000001);

  private final LoopGuard guard = new LoopGuard(port -> port == 5007);

  private boolean refuses(Source source, int port, boolean sentToOneHost) {
    return guard.refuses(source.high(), source.low(), port, sentToOneHost);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 9, 13, 17, 19, 37})
  void refusesThePortsOfServicesThatAnswerEverything(int port) {
    // given, when, then
    assertThat(refuses(LOOPBACK, port, true)).isTrue();
  }

  @Test
  void refusesThePortOfAnotherBuiltinOfTheRuntime() {
    // given, when, then
    assertThat(refuses(LOOPBACK, 5007, true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 53, 5008, 65535})
  void answersOtherPortsOnLoopbackToo(int port) {
    // given, when, then
    assertThat(refuses(LOOPBACK, port, true)).isFalse();
  }

  @Test
  void refusesWhatWasSentToACrowd() {
    // given, when, then
    assertThat(refuses(LOOPBACK, 4000, false)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0xffffe0000001", // 224.0.0.1
    "0, 0xffffffffffff", // 255.255.255.255
    "0xff02000000000000, 1", // ff02::1
  })
  void refusesSendersThatAreACrowd(String high, String low) {
    // given
    var source = new Source(Long.parseUnsignedLong(high.replace("0x", ""), 16), Long.decode(low));

    // when, then
    assertThat(refuses(source, 4000, true)).isTrue();
  }

  @Test
  void answersOrdinaryIpv6() {
    // given
    var source = new Source(0x20010db800000000L, 0xffL);

    // when, then
    assertThat(refuses(source, 4000, true)).isFalse();
  }
}
