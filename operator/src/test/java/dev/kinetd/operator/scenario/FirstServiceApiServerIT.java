package dev.kinetd.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.support.Stage;
import dev.kinetd.operator.support.TcpPeer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A user's first steps, from an empty namespace. */
class FirstServiceApiServerIT {

  private static Stage stage;

  @BeforeAll
  static void open() {
    stage = Stage.shared().withNode().withOperator();
  }

  @AfterAll
  static void close() {
    if (stage != null) {
      stage.close();
    }
  }

  @AfterEach
  void nothingWasAmiss() {
    stage.assertNoTroubleBut();
  }

  @Test
  void answersWithNothingButAScriptInTheResource() {
    // when
    stage.apply(
        """
        apiVersion: kinetd.dev/v1alpha1
        kind: InetdService
        metadata: {name: hello}
        spec:
          port: 23
          handler:
            script: |
              #!/bin/sh
              read line
              echo "hello $REMOTE_ADDR: $line"
        """);
    stage.awaitReady("hello");

    // then
    assertThat(stage.client("hello").say("any ' \"$(id)\n").text())
        .startsWith("hello 198.18.")
        .endsWith(": any ' \"$(id)\n");
    assertThat(stage.kubectl().output("get", "inetdservice", "hello"))
        .contains("hello", "TCP", "23", "True");
  }

  @Test
  void servesWhatWasChangedInPlaceOfWhatWas() {
    // given
    stage.apply(Manifests.saying("news", 4000, "old")).awaitReady("news");
    int port = stage.targetPort("news");

    // when
    stage.apply(Manifests.saying("news", 4001, "new")).awaitReady("news");

    // then
    assertThat(stage.client("news").say("").text()).isEqualTo("new\n");
    assertThat(stage.targetPort("news")).isEqualTo(port);
  }

  @Test
  void listensNoMoreForWhatIsSuspendedOrDeleted() {
    // given
    stage.apply(Manifests.saying("busy", 4000, "here")).awaitReady("busy");
    TcpPeer client = stage.client("busy");

    // when
    stage.apply(Manifests.saying("busy", 4000, "here") + "  suspend: Enabled\n");
    stage.awaitReason("busy", "Programmed", "Programmed");

    // then
    stage.awaitReason("busy", "Ready", "Suspended");
    assertThat(client.say("").status()).isEqualTo(TcpPeer.NOT_CONNECTED);

    // and when
    stage.apply(Manifests.saying("busy", 4000, "here") + "  suspend: Disabled\n");
    stage.awaitReady("busy");

    // then
    assertThat(client.say("").text()).isEqualTo("here\n");

    // and when
    stage.kubectl().output("delete", "inetdservice", "busy");

    // then
    Stage.eventually(
        "the end of the deleted service",
        () -> client.say("").status(),
        status -> status == TcpPeer.NOT_CONNECTED);
  }

  @Test
  void saysWhatIsWrongAndLeavesItsNeighboursAlone() {
    // given
    stage.apply(Manifests.saying("neighbour", 4002, "well")).awaitReady("neighbour");

    // when
    stage.apply(
        """
        apiVersion: kinetd.dev/v1alpha1
        kind: InetdService
        metadata: {name: broken}
        spec:
          port: 4003
          handler: {command: [/no/such/program]}
        """);
    stage.awaitReason("broken", "Programmed", "Programmed");
    stage.client("broken").say("");

    // then
    assertThat(stage.awaitReason("broken", "Ready", "HandlerFailing").message())
        .contains("/no/such/program");
    assertThat(stage.client("neighbour").say("").text()).isEqualTo("well\n");
    assertThat(stage.kubectl().output("describe", "inetdservice", "broken"))
        .contains("HandlerFailing", "/no/such/program");
  }
}
