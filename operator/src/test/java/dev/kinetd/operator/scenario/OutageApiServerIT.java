package dev.kinetd.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.operator.support.ApiServer;
import dev.kinetd.operator.support.Stage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An API server that is away for half a minute. */
class OutageApiServerIT {

  private static final Duration AWAY = Duration.ofSeconds(30);

  @Test
  void servesOnAndCatchesUpWhenTheApiServerIsBack() {
    try (ApiServer server = ApiServer.launch();
        Stage stage = Stage.on(server).withNode().withOperator()) {
      // given
      stage.apply(Manifests.saying("before", 4000, "before")).awaitReady("before");
      var client = stage.client("before");

      // when
      server.stop();
      Instant back = Instant.now().plus(AWAY);
      await()
          .atMost(AWAY.plusSeconds(10))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                assertThat(client.say("").text()).isEqualTo("before\n");
                return Instant.now().isAfter(back);
              });
      server.start();

      // then
      if (!stage.operator().runs()) {
        // It could not renew its lease; its pod would be started again.
        stage.startOperator();
      }
      stage.apply(Manifests.saying("after", 4001, "after")).awaitReady("after");
      assertThat(stage.client("after").say("").text()).isEqualTo("after\n");
      assertThat(client.say("").text()).isEqualTo("before\n");
    }
  }
}
