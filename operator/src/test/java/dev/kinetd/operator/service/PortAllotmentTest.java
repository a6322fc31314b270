package dev.kinetd.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortAllotmentTest {

  private final PortAllotment allotment = new PortAllotment();

  @Test
  void givesPortsFrom20000Up() {
    assertThat(allotment.allot("a")).hasValue(20_000);
    assertThat(allotment.allot("b")).hasValue(20_001);
  }

  @Test
  void keepsAServicesPort() {
    allotment.allot("a");
    allotment.allot("b");
    assertThat(allotment.allot("a")).hasValue(20_000);
  }

  @Test
  void givesTheRecordedPortAgain() {
    allotment.restore("a", 20_007);
    assertThat(allotment.allot("b")).hasValue(20_000);
    assertThat(allotment.allot("a")).hasValue(20_007);
  }

  @Test
  void givesNoPortTwiceEvenWhereTheRecordSaysSo() {
    allotment.restore("a", 20_007);
    allotment.restore("b", 20_007);
    assertThat(allotment.allot("b")).hasValue(20_000);
  }

  @Test
  void heedsNoRecordOutsideItsRange() {
    allotment.restore("a", 80);
    allotment.restore("b", 40_000);
    assertThat(allotment.allot("a")).hasValue(20_000);
    assertThat(allotment.allot("b")).hasValue(20_001);
  }

  @Test
  void givesAFreedPortToTheNext() {
    allotment.allot("a");
    allotment.allot("b");
    allotment.release("a");
    assertThat(allotment.allot("c")).hasValue(20_000);
  }

  @Test
  void saysWhenEveryPortIsTaken() {
    for (int port = PortAllotment.FIRST; port <= PortAllotment.LAST; port++) {
      allotment.allot("s" + port);
    }
    assertThat(allotment.allot("one-more")).isEmpty();
    allotment.release("s20005");
    assertThat(allotment.allot("one-more")).hasValue(20_005);
  }
}
