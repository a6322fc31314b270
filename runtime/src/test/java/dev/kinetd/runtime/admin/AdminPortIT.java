package dev.kinetd.runtime.admin;

import static dev.kinetd.runtime.support.KinetdProcess.freePort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health and metrics of a runtime. */
class AdminPortIT {

  @TempDir Path folder;

  @Test
  void isReadyLiveAndStartedAndNamesWhatDoesNotWork() throws Exception {
    // given
    int taken = freePort();
    try (var thief = new ServerSocket(taken, 1, InetAddress.getByName("127.0.0.1"));
        var kinetd =
            start(
                Service.named("good").port(freePort()).command("/bin/cat"),
                Service.named("taken")
                    .port(taken)
                    .field("addresses", List.of("127.0.0.1"))
                    .command("/bin/cat"),
                Service.named("absent").port(freePort()).command("/nonexistent/program"))) {

      // when
      var ready = kinetd.admin("/q/health/ready");
      JsonNode data = new ObjectMapper().readTree(ready.body()).at("/checks/0/data");

      // then
      assertThat(thief.isBound()).isTrue();
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(data.get("services").asInt()).isEqualTo(3);
      assertThat(data.get("listening").asInt()).isEqualTo(2);
      assertThat(data.get("taken").asText()).contains("EADDRINUSE");
      assertThat(data.get("absent").asText()).contains("/nonexistent/program");
      assertThat(data.has("good")).isFalse();
      assertThat(kinetd.admin("/q/health/live").statusCode()).isEqualTo(200);
      assertThat(kinetd.admin("/q/health/started").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void countsWhatHappensByServiceAndReasonAndNamesNoClient() throws Exception {
    // given
    int port = freePort();
    int single = freePort();
    try (var kinetd =
        start(
            Service.named("exits").port(port).shell("read status; exit $status"),
            Service.named("single").port(single).command("/bin/cat").limit("instances", 1),
            Service.named("limited")
                .port(freePort())
                .command("/bin/cat")
                .limit("perSource", Map.of("instances", 1)))) {

      // when
      Loopback.call(port, "0\n");
      Loopback.call(port, "7\n");
      Loopback.call(port, "0; kill -9 $$\n");
      try (Socket session = Loopback.connect(single)) {
        Loopback.send(session, "x");
        Loopback.read(session, 1);
        try (Socket refused = Loopback.connect(single)) {
          assertThat(Loopback.isClosed(refused)).isTrue();
        }
        assertThat(metric(kinetd, "kinetd_handlers_running", "single")).isEqualTo(1);
      }

      // then
      await().until(() -> metric(kinetd, "kinetd_handlers_running", "single") == 0);
      await().until(() -> metric(kinetd, "kinetd_exited_total", "exits", "status-not-0") == 2);
      assertThat(metric(kinetd, "kinetd_exited_total", "exits", "status-0")).isEqualTo(1);
      assertThat(metric(kinetd, "kinetd_admitted_total", "exits")).isEqualTo(3);
      assertThat(metric(kinetd, "kinetd_refused_total", "single", "instances")).isEqualTo(1);
      assertThat(metric(kinetd, "kinetd_service_ready", "exits")).isEqualTo(1);
      assertThat(kinetd.admin("/q/metrics").body()).doesNotContain("127.0.0.1", "client=");
      kinetd.assertNothingLeaked();
    }
  }

  @Test
  void isGivenUpForTheServicesSakeWhereItsPortIsTaken() throws Exception {
    // given
    int port = freePort();
    try (var thief = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        var kinetd =
            KinetdProcess.serving(document(Service.named("good").port(port).command("/bin/cat")))
                .adminAt(thief.getLocalPort())
                .launch()) {
      kinetd.awaitLog(" ready ");

      // when
      String answer = Loopback.call(port, "hello\n");

      // then
      assertThat(answer).isEqualTo("hello\n");
      kinetd.awaitLog("error", "no health and metrics", "--admin");
    }
  }

  private static double metric(KinetdProcess kinetd, String name, String... labels)
      throws IOException, InterruptedException {
    return kinetd
        .admin("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .filter(line -> List.of(labels).stream().allMatch(label -> line.contains("\"" + label)))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(-1);
  }

  private KinetdProcess start(Service... services) throws Exception {
    return KinetdProcess.serving(document(services)).start();
  }

  private Path document(Service... services) throws IOException {
    return Files.writeString(folder.resolve("services.yaml"), Service.yaml(services));
  }
}
