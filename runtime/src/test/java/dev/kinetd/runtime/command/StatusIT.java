package dev.kinetd.runtime.command;

import static dev.kinetd.runtime.support.KinetdProcess.freePort;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.RunnerJar;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kinetd status} says of a running runtime, and how it exits. */
class StatusIT {

  @TempDir Path folder;

  @Test
  void showsServicesThatAreReady() throws Exception {
    // given
    int port = freePort();
    Service service = Service.named("echo").port(port).command("/bin/cat");
    try (var kinetd = KinetdProcess.serving(document(service)).start();
        Socket session = Loopback.connect(port)) {
      Loopback.send(session, "x");
      Loopback.read(session, 1);

      // when
      Output status = status(kinetd.control());

      // then
      assertThat(status.exit()).isZero();
      assertThat(status.text()).containsPattern("echo +ready +1 +1 +0 .*" + port + "/tcp");
    }
  }

  @Test
  void showsWhatIsNotReadyAndWhy() throws Exception {
    // given
    Service absent = Service.named("absent").port(freePort()).command("/nonexistent/program");
    Service good = Service.named("good").port(freePort()).command("/bin/cat");
    Service bad = Service.named("bad").port(freePort()).command("/bin/cat").user("nobody-at-all");
    try (var kinetd = KinetdProcess.serving(document(absent, good, bad)).start()) {

      // when
      Output status = status(kinetd.control());

      // then
      assertThat(status.exit()).isEqualTo(1);
      assertThat(status.text())
          .containsPattern("absent +failing")
          .contains("/nonexistent/program does not exist", "not served", "nobody-at-all")
          .containsPattern("good +ready");
    }
  }

  @Test
  void saysThatNoneRuns() throws Exception {
    // when
    Output status = status(folder.resolve("control.sock"));

    // then
    assertThat(status.exit()).isEqualTo(2);
    assertThat(status.text()).contains("no runtime answers at " + folder);
  }

  @Test
  void keepsTheControlSocketFromOthersAndRemovesItAtTheEnd() throws Exception {
    // given
    Service service = Service.named("echo").port(freePort()).command("/bin/cat");
    try (var kinetd = KinetdProcess.serving(document(service)).start()) {

      // when
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(kinetd.control()));
      kinetd.stop();

      // then
      assertThat(mode).isEqualTo("rw-------");
      assertThat(kinetd.control()).doesNotExist();
    }
  }

  private record Output(int exit, String text) {}

  private static Output status(Path control) throws Exception {
    Process process =
        new ProcessBuilder(RunnerJar.command("status", "--control", control.toString()))
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes());
    return new Output(process.waitFor(), text);
  }

  private Path document(Service... services) throws IOException {
    return Files.writeString(folder.resolve("services.yaml"), Service.yaml(services));
  }
}
