package dev.kinetd.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingTest {

  @Test
  void namesPlaceLevelFieldTextAndRemedy() {
    // given
    var finding =
        Finding.error(Origin.ofLine("a.yaml", 7), "spec.port", "is missing", "give a port");

    // then
    assertThat(finding).hasToString("a.yaml:7: error: spec.port: is missing; give a port");
  }

  @Test
  void leavesOutWhatThereIsNot() {
    assertThat(Finding.warning(null, "", "text", "")).hasToString("warning: text");
  }

  @Test
  void canBeSaidOfAnotherPlace() {
    // given
    var finding = Finding.warning(null, "f", "text", "remedy");

    // when
    Finding placed = finding.at(Origin.ofFile("x"));

    // then
    assertThat(placed).isEqualTo(Finding.warning(Origin.ofFile("x"), "f", "text", "remedy"));
  }
}
