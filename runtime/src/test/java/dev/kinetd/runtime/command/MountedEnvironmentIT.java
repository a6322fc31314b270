package dev.kinetd.runtime.command;

import static dev.kinetd.runtime.support.KinetdProcess.freePort;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.ConfigFormat;
import dev.kinetd.api.EnvironmentDigest;
import dev.kinetd.api.EnvironmentObject;
import dev.kinetd.api.RuntimeState.ServiceState;
import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Mount;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handlers that take their environment from Secrets and ConfigMaps. */
class MountedEnvironmentIT {

  private static final EnvironmentObject SECRET =
      new EnvironmentObject(EnvironmentObject.Kind.SECRET, "env");
  private static final EnvironmentObject CONFIG_MAP =
      new EnvironmentObject(EnvironmentObject.Kind.CONFIG_MAP, "env");
  private static final String OLD = "{\"COLOUR\":\"blue\",\"REMOTE_ADDR\":\"192.0.2.1\"}";
  private static final String NEW = "{\"COLOUR\":\"green\"}";
  private static final String USUAL = "{\"COLOUR\":\"grey\",\"PATH\":\"/opt/bin:/bin\"}";

  @TempDir Path temporary;

  private Mount mount;
  private Mount environment;
  private int port;
  private KinetdProcess kinetd;

  @BeforeEach
  void prepare() throws IOException {
    mount = new Mount(temporary.resolve("config"));
    environment = new Mount(temporary.resolve("environment"));
    port = freePort();
  }

  @AfterEach
  void end() throws IOException {
    if (kinetd != null) {
      kinetd.close();
    }
  }

  @Test
  void givesTheHandlerItsVariablesTheLaterOfTwoAndNoneThatItsOwnWordIsTakenFor() throws Exception {
    // given
    environment.putTexts(Map.of("configmap.env", USUAL, "secret.env", OLD));
    mount.put(1, service(1, digest(OLD)));
    start();

    // when, then
    assertThat(Loopback.call(port, "")).isEqualTo("blue 127.0.0.1 /opt/bin:/bin\n");
    kinetd.awaitLog("warning", "REMOTE_ADDR");
  }

  @Test
  void waitsForTheEnvironmentThatTheConfigurationSpeaksOf() throws Exception {
    // given
    environment.putTexts(Map.of("configmap.env", USUAL, "secret.env", OLD));
    mount.put(1, service(1, digest(OLD)));
    start();

    // when
    mount.put(2, service(2, digest(NEW)));

    // then
    var waiting = kinetd.awaitService("one", ServiceState.Pending);
    assertThat(waiting.generation()).isEqualTo(1);
    assertThat(waiting.message()).contains("waits for its environment");
    assertThat(Loopback.call(port, "")).startsWith("blue");

    // when
    environment.putTexts(Map.of("configmap.env", USUAL, "secret.env", NEW));

    // then
    assertThat(kinetd.awaitService("one", ServiceState.Listening).generation()).isEqualTo(2);
    assertThat(Loopback.call(port, "")).startsWith("green");
  }

  @Test
  void goesOnAsItIsWhereTheEnvironmentIsAheadOfTheConfiguration() throws Exception {
    // given
    environment.putTexts(Map.of("configmap.env", USUAL, "secret.env", OLD));
    mount.put(1, service(1, digest(OLD)));
    start();

    // when
    environment.putTexts(Map.of("configmap.env", USUAL, "secret.env", NEW));
    mount.put(2, service(1, digest(OLD)));
    kinetd.awaitGeneration(2);

    // then
    assertThat(kinetd.state().services().getFirst().state()).isEqualTo(ServiceState.Listening);
    assertThat(Loopback.call(port, "")).startsWith("blue");
  }

  @Test
  void staysAbsentUntilTheEnvironmentIsThereForTheFirstTime() throws Exception {
    // given
    mount.put(1, service(1, digest(NEW)));
    start();
    var waiting = kinetd.awaitService("one", ServiceState.Pending);
    assertThat(waiting.generation()).isZero();
    assertThat(waiting.message()).contains("configmap.env is not there yet");
    assertThat(kinetd.admin("/q/health/ready").statusCode()).isEqualTo(503);

    // when
    environment.putTexts(Map.of("configmap.env", USUAL, "secret.env", NEW));

    // then
    kinetd.awaitService("one", ServiceState.Listening);
    assertThat(Loopback.call(port, "")).startsWith("green");
  }

  @Test
  void refusesTheServiceWhereNothingIsMounted() throws Exception {
    // given
    mount.put(1, service(1, digest(NEW)));

    // when
    kinetd = KinetdProcess.mounting(mount).start();

    // then
    assertThat(kinetd.awaitService("one", ServiceState.Refused).message())
        .contains("spec.launch.environmentFrom", "--environment-dir");
  }

  private void start() throws Exception {
    kinetd =
        KinetdProcess.mounting(mount)
            .with("--environment-dir", environment.folder().toString())
            .start();
  }

  private String service(long generation, String digest) {
    return Service.yaml(
        Service.named("one")
            .generation(generation)
            .annotation(ConfigFormat.ENVIRONMENT_ANNOTATION, digest)
            .port(port)
            .shell("echo $COLOUR $REMOTE_ADDR $PATH")
            .launch(
                "environmentFrom",
                List.of(
                    Map.of("configMapRef", Map.of("name", "env")),
                    Map.of("secretRef", Map.of("name", "env")))));
  }

  private static String digest(String secret) {
    return new EnvironmentDigest()
        .add(CONFIG_MAP, USUAL.getBytes())
        .add(SECRET, secret.getBytes())
        .hex();
  }
}
