package dev.kinetd.runtime.command;

import static dev.kinetd.runtime.support.KinetdProcess.freePort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.kinetd.api.ConfigFormat;
import dev.kinetd.api.RuntimeState;
import dev.kinetd.api.RuntimeState.RuleState;
import dev.kinetd.api.RuntimeState.ServiceState;
import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Mount;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runtime that gets its configuration as a pod does. */
class MountedConfigurationIT {

  @TempDir Path temporary;

  private Mount mount;
  private int port;
  private KinetdProcess kinetd;

  @BeforeEach
  void prepare() throws IOException {
    mount = new Mount(temporary.resolve("config"));
    port = freePort();
  }

  @AfterEach
  void end() throws IOException {
    if (kinetd != null) {
      kinetd.close();
    }
  }

  @Test
  void followsTheMountWithoutASignal() throws Exception {
    // given
    start(1, echo("one", port, 1, "old"));
    assertThat(Loopback.call(port, "")).isEqualTo("old\n");
    int other = freePort();

    // when
    mount.put(2, echo("one", port, 2, "new"), echo("two", other, 1, "two"));
    RuntimeState state = kinetd.awaitGeneration(2);

    // then
    assertThat(Loopback.call(port, "")).isEqualTo("new\n");
    assertThat(Loopback.call(other, "")).isEqualTo("two\n");
    assertThat(state.services())
        .containsExactly(
            new RuntimeState.Service("one", 2, ServiceState.Listening, ""),
            new RuntimeState.Service("two", 1, ServiceState.Listening, ""));

    // when
    mount.put(3, echo("two", other, 1, "two"));
    kinetd.awaitGeneration(3);

    // then
    assertThatThrownBy(() -> Loopback.connect(port)).isInstanceOf(ConnectException.class);
    kinetd.settle();
    mount.put(4, echo("two", other, 1, "two"));
    kinetd.awaitGeneration(4);
    kinetd.assertNothingLeaked();
  }

  @Test
  void startsWithoutAConfigurationAndServesWhenOneComes() throws Exception {
    // given
    kinetd = KinetdProcess.mounting(mount).start();
    assertThat(kinetd.admin("/q/health/ready").statusCode()).isEqualTo(503);
    assertThat(kinetd.admin("/q/health/live").statusCode()).isEqualTo(200);
    assertThat(kinetd.state().generation()).isZero();
    assertThat(kinetd.state().problem()).contains("there is no config.yaml");

    // when
    mount.put(1, echo("one", port, 1, "hello"));
    RuntimeState state = kinetd.awaitGeneration(1);

    // then
    assertThat(state.problem()).isEmpty();
    assertThat(Loopback.call(port, "")).isEqualTo("hello\n");
    assertThat(kinetd.admin("/q/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void isReadyWithoutAnyService() throws Exception {
    // given
    start(1);

    // when, then
    assertThat(kinetd.admin("/q/health/ready").statusCode()).isEqualTo(200);
    mount.put(2, echo("one", port, 1, "hello"));
    kinetd.awaitGeneration(2);
    mount.put(3);
    kinetd.awaitGeneration(3);
    assertThat(kinetd.admin("/q/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void keepsEverythingWhileWhatIsMountedCannotBeUsed() throws Exception {
    // given
    start(1, echo("one", port, 1, "good"));
    String whole = Mount.config(2, echo("one", port, 2, "new"), echo("two", freePort(), 1, "two"));
    int half = whole.indexOf("two") - 20;

    // when
    mount.putTexts(Map.of(ConfigFormat.FILE, whole.substring(0, half)));

    // then
    RuntimeState cut = awaitProblem("was cut");
    assertThat(cut.generation()).isEqualTo(1);
    assertThat(cut.problemGeneration()).isEqualTo(2);
    assertThat(Loopback.call(port, "")).isEqualTo("good\n");

    // when
    mount.putTexts(Map.of(ConfigFormat.FILE, whole.replace("config-v1", "config-v9")));

    // then
    awaitProblem("config-v9");
    assertThat(Loopback.call(port, "")).isEqualTo("good\n");

    // when
    mount.putTexts(Map.of("other", ""));

    // then
    awaitProblem("there is no config.yaml");
    assertThat(Loopback.call(port, "")).isEqualTo("good\n");
    assertThat(kinetd.admin("/q/health/ready").statusCode()).isEqualTo(200);

    // when
    mount.putTexts(Map.of(ConfigFormat.FILE, whole));

    // then
    assertThat(kinetd.awaitGeneration(2).problem()).isEmpty();
    assertThat(Loopback.call(port, "")).isEqualTo("new\n");
  }

  @Test
  void readsAFileThatIsWrittenBitByBit() throws Exception {
    // given
    Files.createDirectories(mount.folder());
    Path file = mount.folder().resolve(ConfigFormat.FILE);
    String whole = Mount.config(3, echo("one", port, 1, "hello"));
    kinetd = KinetdProcess.mounting(mount).start();

    // when
    Files.writeString(file, whole.substring(0, whole.length() / 2));
    awaitProblem("was cut");
    Files.writeString(file, whole);

    // then
    kinetd.awaitGeneration(3);
    assertThat(Loopback.call(port, "")).isEqualTo("hello\n");
  }

  @Test
  void leavesAServiceThatIsNotUnderstoodAsItWasAndServesTheOthers() throws Exception {
    // given
    int other = freePort();
    start(1, echo("one", port, 1, "old"));

    // when
    mount.put(
        2,
        echo("one", port, 2, "new").replace("spec:", "spec:\n  colour: red"),
        echo("bad", freePort(), 1, "x").replace("port:", "porte:"),
        echo("two", other, 1, "two"));
    RuntimeState state = kinetd.awaitGeneration(2);

    // then
    assertThat(Loopback.call(port, "")).isEqualTo("old\n");
    assertThat(Loopback.call(other, "")).isEqualTo("two\n");
    assertThat(state.services())
        .extracting(
            RuntimeState.Service::name,
            RuntimeState.Service::generation,
            RuntimeState.Service::state)
        .containsExactly(
            tuple("one", 1L, ServiceState.Refused),
            tuple("bad", 0L, ServiceState.Refused),
            tuple("two", 1L, ServiceState.Listening));
    assertThat(state.services().getFirst().message()).contains("spec.colour: is unknown");
    assertThat(kinetd.admin("/q/health/ready").body()).contains("spec.colour: is unknown");

    // when
    mount.put(3, echo("two", other, 1, "two"));
    kinetd.awaitGeneration(3);

    // then
    assertThatThrownBy(() -> Loopback.connect(port)).isInstanceOf(ConnectException.class);
  }

  @Test
  void saysOfEachServiceHowItIsDoing() throws Exception {
    // given
    try (var thief = new ServerSocket(0)) {
      start(
          1,
          echo("suspended", freePort(), 1, "x").replace("spec:", "spec:\n  suspend: Enabled"),
          echo("taken", thief.getLocalPort(), 1, "x"),
          Service.yaml(
              Service.named("failing").generation(7).port(port).command("/nonexistent/program")));

      // when
      RuntimeState state = kinetd.state();

      // then
      assertThat(state.services())
          .extracting(RuntimeState.Service::state)
          .containsExactly(ServiceState.Suspended, ServiceState.NotListening, ServiceState.Failing);
      assertThat(state.services().get(1).message()).contains("EADDRINUSE");
      assertThat(state.services().get(2).message()).contains("/nonexistent/program");
    }
    kinetd.awaitService("taken", ServiceState.Listening);
  }

  @Test
  void enforcesResolvedRulesAndRefusesByThoseThatAreNot() throws Exception {
    // given
    start(1, echo("one", port, 1, "hello"), rule("addresses: [127.0.0.1]"));
    assertThat(Loopback.call(port, "")).isEqualTo("hello\n");
    assertThat(kinetd.state().rules())
        .containsExactly(new RuntimeState.Rule("office", 4, RuleState.Enforced, ""));

    // when
    mount.put(2, echo("one", port, 1, "hello"), rule("addresses: []"));
    kinetd.awaitGeneration(2);

    // then
    assertThat(isRefused()).isTrue();
    assertThat(kinetd.state().rules().getFirst().state()).isEqualTo(RuleState.Enforced);

    // when
    mount.put(
        3,
        echo("one", port, 1, "hello"),
        rule("addresses: [127.0.0.1]") + "  unresolved: no such namespace\n");
    RuntimeState state = kinetd.awaitGeneration(3);

    // then
    assertThat(isRefused()).isTrue();
    assertThat(state.rules().getFirst().state()).isEqualTo(RuleState.Refusing);
    assertThat(state.rules().getFirst().message()).contains("no such namespace");
    assertThat(state.rules().getFirst().generation()).isEqualTo(4);
  }

  @Test
  void takesEitherPathsOrAMount() throws Exception {
    // given
    mount.put(1);

    // when
    kinetd =
        KinetdProcess.serving(temporary).with("--config-dir", mount.folder().toString()).launch();

    // then
    assertThat(kinetd.awaitExit()).isEqualTo(2);
    kinetd.awaitLog("--config-dir and PATH exclude each other");
  }

  @Test
  void letsHandlersGoOnForTheDrainTimeAndSaysSo() throws Exception {
    // given
    mount.put(1, Service.yaml(Service.named("one").generation(1).port(port).command("/bin/cat")));
    kinetd = KinetdProcess.mounting(mount).with("--drain-seconds", "60").start();
    try (Socket session = Loopback.connect(port)) {
      Loopback.send(session, "x");
      assertThat(Loopback.read(session, 1)).isEqualTo("x");

      // when
      kinetd.signal("TERM");

      // then
      await().until(() -> kinetd.state().draining());
      assertThat(kinetd.admin("/q/health/ready").statusCode()).isEqualTo(503);
      Loopback.send(session, "y");
      assertThat(Loopback.read(session, 1)).isEqualTo("y");
    }
    assertThat(kinetd.awaitExit()).isZero();
  }

  private boolean isRefused() throws IOException {
    try (Socket client = Loopback.connect(port)) {
      return Loopback.isClosed(client);
    }
  }

  private RuntimeState awaitProblem(String text) {
    return await(text).until(() -> kinetd.state(), state -> state.problem().contains(text));
  }

  private void start(long generation, String... documents) throws Exception {
    mount.put(generation, documents);
    kinetd = KinetdProcess.mounting(mount).start();
  }

  private static String echo(String name, int port, long generation, String text) {
    return Service.yaml(
        Service.named(name).generation(generation).port(port).shell("echo " + text));
  }

  private static String rule(String peer) {
    return """
        ---
        apiVersion: kinetd.dev/v1alpha1
        kind: AccessRule
        metadata: {name: office, generation: 4}
        spec:
          services: {names: [one]}
          action: Allow
          from: [{%s}]
        """
        .formatted(peer);
  }
}
