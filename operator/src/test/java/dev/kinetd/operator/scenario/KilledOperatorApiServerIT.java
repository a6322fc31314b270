package dev.kinetd.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.operator.support.ApiCall;
import dev.kinetd.operator.support.Fault;
import dev.kinetd.operator.support.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** An operator that is killed in the midst of its work, and another that finds things like that. */
class KilledOperatorApiServerIT {

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: keys}
      stringData: {TOKEN: "42"}
      ---
      apiVersion: kinetd.dev/v1alpha1
      kind: InetdService
      metadata: {name: token}
      spec:
        port: 4000
        handler: {command: [/bin/sh, -c, "echo $TOKEN"]}
        launch: {environmentFrom: [{secretRef: {name: keys}}]}
      """;

  /** Every kind of write on the way from an empty namespace to a service that is served. */
  private static final List<Predicate<ApiCall>> STEPS =
      List.of(
          call -> call.writes("inetdruntimes"),
          call -> call.writes("services"),
          call -> call.writes("configmaps"),
          call -> call.writes("secrets"),
          call -> call.writes("deployments"),
          call -> call.writes("poddisruptionbudgets"),
          call -> call.writesStatus("inetdruntimes"),
          call -> call.writesStatus("inetdservices"));

  @Test
  void finishesWhatAnotherLeftBeforeAWrite() {
    finishesWhatWasBegun(Fault.Before::new);
  }

  @Test
  void finishesWhatAnotherLeftAfterAWriteOfWhichItNeverHeard() {
    finishesWhatWasBegun(Fault.After::new);
  }

  private void finishesWhatWasBegun(java.util.function.Function<Runnable, Fault.Effect> moment) {
    try (Stage stage = Stage.shared().withNode()) {
      // given
      var deaths = new ArrayList<Fault>();
      for (Predicate<ApiCall> step : STEPS) {
        deaths.add(stage.api().on(1, step, moment.apply(() -> stage.operator().kill())));
      }
      stage.startOperator().awaitReady();

      // when
      stage.apply(SERVICE);
      while (!deaths.stream().allMatch(death -> death.met() == 1)) {
        await("the next death")
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(50))
            .until(() -> !stage.operator().runs());
        stage.forgetLeader().startOperator();
      }

      // then
      stage.awaitReady("token");
      assertThat(stage.client("token").say("").text()).isEqualTo("42\n");
      assertThat(stage.kubectl().output("get", "deploy,pdb,cm,secret,svc", "-o", "name").lines())
          .contains("deployment.apps/kinetd-default", "poddisruptionbudget.policy/kinetd-default")
          .contains("configmap/kinetd-default", "secret/kinetd-default-environment-3")
          .contains("service/kinetd-default-admin", "service/token")
          .hasSize(10);
      stage.assertNoTroubleBut();
    }
  }
}
