package dev.kinetd.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.support.ControllerManager;
import dev.kinetd.operator.support.Stage;
import org.junit.jupiter.api.Test;

/** What is left of resources that were deleted, with the real garbage collector. */
class GarbageApiServerIT {

  private static final String KINDS =
      "deployments,replicasets,pods,services,configmaps,secrets,poddisruptionbudgets,inetdruntimes";

  @Test
  void leavesNothingBehind() {
    try (Stage stage = Stage.shared().withOperator();
        var _ = ControllerManager.start(stage.server())) {
      // given
      stage.apply(Manifests.saying("one", 4000, "one"));
      Stage.eventually(
          "its objects",
          () -> objects(stage),
          names -> names.contains("service/one") && names.contains("pod/kinetd-default-"));
      assertThat(stage.kubectl().output("get", "inetdservice,inetdruntime", "-o", "yaml"))
          .doesNotContain("finalizers");

      // when
      stage.kubectl().output("delete", "inetdservice", "one");

      // then
      Stage.eventually(
          "nothing left but what the cluster itself made",
          () -> objects(stage),
          names -> names.lines().allMatch("configmap/kube-root-ca.crt"::equals));
      stage.assertNoTroubleBut();
    }
  }

  private static String objects(Stage stage) {
    return stage.kubectl().output("get", KINDS, "-o", "name");
  }
}
