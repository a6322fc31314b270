package dev.kinetd.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.support.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A user's first steps, from an empty namespace. */
class FirstServiceApiServerIT {

  private static Stage stage;

  @BeforeAll
  static void open() {
    stage = Stage.shared().withOperator();
  }

  @AfterAll
  static void close() {
    if (stage != null) {
      stage.close();
    }
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
              echo "hello $REMOTE_ADDR"
        """);
    stage.awaitReady("hello");

    // then
    assertThat(stage.client("hello").say("").text()).startsWith("hello 198.18.");
    stage.operator().assertNoTroubleBut();
  }
}
