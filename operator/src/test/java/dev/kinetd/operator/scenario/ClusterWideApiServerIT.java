package dev.kinetd.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.support.ApiServer;
import dev.kinetd.operator.support.Stage;
import dev.kinetd.operator.support.TcpPeer;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An operator for the whole cluster, which can tell namespaces by their labels. */
class ClusterWideApiServerIT {

  @Test
  void letsPodsInAsLongAsTheirNamespaceHasTheLabels() {
    try (ApiServer server = ApiServer.launch();
        Stage stage = Stage.ofWholeCluster(server).withNode().withOperator()) {
      // given
      String ops = server.newNamespace(Map.of("team", "ops"));
      stage
          .apply(Manifests.saying("office", 4000, "in"))
          .apply(
              """
              apiVersion: kinetd.dev/v1alpha1
              kind: AccessRule
              metadata: {name: office}
              spec:
                services: {}
                action: Allow
                from: [{namespaces: {matchLabels: {team: ops}}}]
              """)
          .awaitReady("office");
      TcpPeer outside = stage.client("office");
      Stage.eventually("refused", () -> outside.say("").text(), String::isEmpty);

      try (var client = stage.kubelet().newClient(ops, "client", Map.of())) {
        // then
        Stage.eventually("let in", () -> client.from(outside).say("").text(), "in\n"::equals);

        // and when
        stage
            .client()
            .namespaces()
            .withName(ops)
            .edit(
                n ->
                    new NamespaceBuilder(n)
                        .editMetadata()
                        .addToLabels("team", "sales")
                        .endMetadata()
                        .build());

        // then
        Stage.eventually("refused", () -> client.from(outside).say("").text(), String::isEmpty);
        assertThat(outside.say("").text()).isEmpty();
      }
      stage.assertNoTroubleBut();
    }
  }
}
