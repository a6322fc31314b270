package dev.kinetd.runtime.admin;

import static dev.kinetd.runtime.support.KinetdProcess.freePort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.api.RuntimeState.ServiceState;
import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Mount;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a runtime says of itself to the operator. */
class StateIT {

  @TempDir Path temporary;

  private Mount mount;
  private int port;
  private int admin;
  private KinetdProcess kinetd;

  @BeforeEach
  void start() throws Exception {
    mount = new Mount(temporary.resolve("config"));
    port = freePort();
    admin = freePort();
    mount.put(1, document(1, "/bin/cat"));
    kinetd = KinetdProcess.mounting(mount).adminAt(admin).start();
  }

  @AfterEach
  void end() throws IOException {
    kinetd.close();
  }

  @Test
  void answersAtOnceAndWithTheSameTagWhileNothingChanges() throws Exception {
    // when
    var first = get("");
    Loopback.call(port, "a client comes and goes");
    var second = get("");

    // then
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(second.body()).isEqualTo(first.body()).doesNotContain("127.0.0.1");
  }

  @Test
  void tellsAReaderWhoWaitsOfAnotherConfiguration() throws Exception {
    // given
    String tag = kinetd.state().tag();
    var waiting = poll("?after=" + tag + "&wait=30");
    awaitWaiting(1);

    // when
    mount.put(2, document(2, "/bin/cat"));

    // then
    assertThat(waiting.get().statusCode()).isEqualTo(200);
    assertThat(waiting.get().body()).contains("\"generation\":2").doesNotContain(tag);
  }

  @Test
  void tellsAReaderWhoWaitsThatAHandlerCannotStart() throws Exception {
    // given
    Path program = Files.createTempFile(temporary, "program", ".sh");
    Files.writeString(program, "#!/nonexistent/interpreter\n");
    assertThat(program.toFile().setExecutable(true, false)).isTrue();
    assertThat(temporary.toFile().setExecutable(true, false)).isTrue();
    mount.put(2, document(2, program.toString()));
    kinetd.awaitGeneration(2);
    var waiting = poll("?after=" + kinetd.state().tag() + "&wait=30");
    awaitWaiting(1);

    // when
    Loopback.call(port, "");

    // then
    assertThat(waiting.get().body()).contains(ServiceState.Failing.name());
  }

  @Test
  void hasNothingToSayWhenTheTimeIsOver() throws Exception {
    // when
    String tag = kinetd.state().tag();

    // then
    assertThat(get("?after=" + tag + "&wait=1").statusCode()).isEqualTo(204);
    assertThat(get("?after=" + tag).statusCode()).isEqualTo(204);
    assertThat(get("?after=another&wait=30").statusCode()).isEqualTo(200);
  }

  @Test
  void letsOnlySomeReadersWaitAndForgetsThoseWhoLeave() throws Exception {
    // given
    String query = "?after=" + kinetd.state().tag() + "&wait=30";
    List<CompletableFuture<HttpResponse<String>>> readers = new ArrayList<>();
    List<HttpClient> clients = new ArrayList<>();
    for (int i = 0; i < StateRoute.MOST_WAITING; i++) {
      HttpClient client = HttpClient.newHttpClient();
      clients.add(client);
      readers.add(client.sendAsync(request(query), HttpResponse.BodyHandlers.ofString()));
    }
    awaitWaiting(StateRoute.MOST_WAITING);

    // when
    var refused = await().until(() -> get(query), answer -> answer.statusCode() != 204);

    // then
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(get("").statusCode()).isEqualTo(200);

    // when
    clients.forEach(HttpClient::shutdownNow);

    // then
    await().until(() -> get("?after=" + kinetd.state().tag() + "&wait=1").statusCode() == 204);
    assertThat(readers).allMatch(CompletableFuture::isDone);
  }

  @Test
  void isForReadingOnly() throws Exception {
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      var request =
          HttpRequest.newBuilder(uri(""))
              .method(method, HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      try (var client = HttpClient.newHttpClient()) {
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
            .as(method)
            .isEqualTo(405);
      }
    }
    for (String query : List.of("?wait=31", "?wait=-1", "?wait=soon", "?wait=")) {
      assertThat(get(query).statusCode()).as(query).isEqualTo(400);
    }
  }

  /** Waiting readers are connections that stay. */
  private void awaitWaiting(int readers) {
    await().until(() -> connections() >= readers);
  }

  private long connections() throws IOException {
    String local = ":%04X".formatted(admin);
    try (Stream<String> lines =
        Stream.concat(
            Files.lines(Path.of("/proc/net/tcp")), Files.lines(Path.of("/proc/net/tcp6")))) {
      return lines
          .map(line -> line.trim().split("\\s+"))
          .filter(words -> words[1].endsWith(local) && words[3].equals("01"))
          .count();
    }
  }

  private CompletableFuture<HttpResponse<String>> poll(String query) {
    var client = HttpClient.newHttpClient();
    return client
        .sendAsync(request(query), HttpResponse.BodyHandlers.ofString())
        .whenComplete((_, _) -> client.shutdown());
  }

  private HttpResponse<String> get(String query) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request(query), HttpResponse.BodyHandlers.ofString());
    }
  }

  private HttpRequest request(String query) {
    return HttpRequest.newBuilder(uri(query)).build();
  }

  private URI uri(String query) {
    return URI.create("http://127.0.0.1:" + admin + "/q/kinetd/state" + query);
  }

  private String document(long generation, String program) {
    return Service.yaml(Service.named("one").generation(generation).port(port).command(program));
  }
}
