package dev.kinetd.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.support.ApiCall;
import dev.kinetd.operator.support.Fault;
import dev.kinetd.operator.support.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An API server that refuses, throttles, fails and hangs up. */
class FaultsApiServerIT {

  private static Stage stage;

  @BeforeAll
  static void open() {
    stage = Stage.shared().withNode().withOperator();
    stage.apply(Manifests.saying("first", 4000, "first")).awaitReady("first");
  }

  @AfterAll
  static void close() {
    if (stage != null) {
      stage.close();
    }
  }

  @AfterEach
  void behave() {
    stage.api().behave();
  }

  @Test
  void triesAgainAfterConflicts() {
    // given
    Fault conflicts = stage.api().on(5, ApiCall::isWrite, Fault.conflict());

    // when
    stage.apply(Manifests.saying("conflict", 4001, "conflict")).awaitReady("conflict");

    // then
    assertThat(conflicts.met()).isEqualTo(5);
    assertThat(stage.client("conflict").say("").text()).isEqualTo("conflict\n");
  }

  @Test
  void waitsWhenItIsThrottled() {
    // given
    Fault throttling = stage.api().on(4, ApiCall::isWrite, Fault.throttled(1));

    // when
    stage.apply(Manifests.saying("throttled", 4002, "throttled")).awaitReady("throttled");

    // then
    assertThat(throttling.met()).isEqualTo(4);
    assertThat(stage.client("throttled").say("").text()).isEqualTo("throttled\n");
  }

  @Test
  void triesAgainAfterFailures() {
    // given
    Fault failures = stage.api().on(4, ApiCall::isWrite, Fault.failure());

    // when
    stage.apply(Manifests.saying("failed", 4003, "failed")).awaitReady("failed");

    // then
    assertThat(failures.met()).isEqualTo(4);
    assertThat(stage.client("failed").say("").text()).isEqualTo("failed\n");
  }

  @Test
  void hearsOfChangesAlsoWhenItsWatchesWereCut() {
    // when
    int cut = stage.api().closeWatches();
    stage.apply(Manifests.saying("cut", 4004, "cut")).awaitReady("cut");

    // then
    assertThat(cut).isPositive();
    assertThat(stage.client("cut").say("").text()).isEqualTo("cut\n");
    assertThat(stage.client("first").say("").text()).isEqualTo("first\n");
  }
}
