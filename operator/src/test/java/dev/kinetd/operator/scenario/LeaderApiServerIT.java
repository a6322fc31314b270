package dev.kinetd.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.support.OperatorProcess;
import dev.kinetd.operator.support.Stage;
import org.junit.jupiter.api.Test;

/** Two operators, of which one leads. */
class LeaderApiServerIT {

  @Test
  void letsOneWriteAndTheOtherTakeOverWhenItDies() {
    try (Stage stage = Stage.shared().withNode().withOperator();
        var secondWay = stage.newWay()) {
      // given
      OperatorProcess first = stage.operator();
      OperatorProcess second = stage.startOperator(secondWay).awaitReady();

      // when
      stage.apply(Manifests.saying("one", 4000, "one")).awaitReady("one");

      // then
      assertThat(stage.api().writes()).isNotEmpty();
      assertThat(secondWay.writes()).isEmpty();

      // and when
      first.kill();
      stage.api().forget();
      stage.apply(Manifests.saying("two", 4001, "two")).awaitReady("two");

      // then
      assertThat(stage.client("one").say("").text()).isEqualTo("one\n");
      assertThat(stage.client("two").say("").text()).isEqualTo("two\n");
      assertThat(secondWay.writes()).isNotEmpty();
      stage.assertNoTroubleBut();

      // and when
      int status = second.stop();

      // then
      assertThat(status).isIn(0, 143);
      stage.assertNoTroubleBut();
    }
  }

  @Test
  void givesTheLeadAwayWhenItStops() {
    try (Stage stage = Stage.shared().withNode().withOperator()) {
      // given
      stage.apply(Manifests.saying("one", 4000, "one")).awaitReady("one");
      OperatorProcess second = stage.startOperator().awaitReady();
      OperatorProcess first = stage.operators().getFirst();
      String holder =
          stage
              .kubectl()
              .output("get", "lease", "kinetd-operator", "-o", "jsonpath={.spec.holderIdentity}");

      // when
      first.stop();

      // then
      assertThat(
              stage
                  .kubectl()
                  .output(
                      "get", "lease", "kinetd-operator", "-o", "jsonpath={.spec.holderIdentity}"))
          .doesNotContain(holder);

      // and when
      stage.apply(Manifests.saying("two", 4001, "two")).awaitReady("two");

      // then
      assertThat(second.runs()).isTrue();
      assertThat(stage.client("two").say("").text()).isEqualTo("two\n");
      stage.assertNoTroubleBut();
    }
  }
}
