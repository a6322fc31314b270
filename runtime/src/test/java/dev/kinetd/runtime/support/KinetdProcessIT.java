package dev.kinetd.runtime.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ground that other tests of the whole stand on. */
class KinetdProcessIT {

  @TempDir Path folder;

  @Test
  void servesUntilItIsToldToStop() throws Exception {
    // given
    int port = KinetdProcess.freePort();
    Path config = inetdConf(port + " stream tcp4 nowait root /bin/cat cat");
    try (var kinetd = KinetdProcess.serving(config).with("--no-user-switch").start()) {

      // when
      String answer = call(port, "hello\n");
      kinetd.awaitLog("exited", "status=0");

      // then
      assertThat(answer).isEqualTo("hello\n");
      assertThat(kinetd.admin("/q/health/ready").statusCode()).isEqualTo(200);
      kinetd.assertNothingLeaked();
      assertThat(kinetd.stop()).isZero();
    }
  }

  @Test
  void seesAHandlerThatIsStillThere() throws Exception {
    // given
    int port = KinetdProcess.freePort();
    Path config = inetdConf(port + " stream tcp4 nowait root /bin/cat cat");
    try (var kinetd = KinetdProcess.serving(config).with("--no-user-switch").start();
        var client = new Socket(InetAddress.getLoopbackAddress(), port)) {

      // when
      client.getOutputStream().write('x');
      client.getInputStream().read();

      // then
      assertThatThrownBy(kinetd::assertNothingLeaked).hasMessageContaining("children");
    }
  }

  @Test
  void runsInAMachineOfItsOwn() throws Exception {
    // given
    int port = KinetdProcess.freePort();
    Path config = inetdConf(port + " stream tcp4 nowait kinetdtest /usr/sbin/in.catd in.catd");
    var machine =
        new PrivateMachine()
            .install(Path.of("/bin/cat"), "/usr/sbin/in.catd")
            .append("/etc/passwd", "kinetdtest:x:64123:64123::/nonexistent:/usr/sbin/nologin")
            .append("/etc/group", "kinetdtest:x:64123:");
    try (var kinetd = KinetdProcess.serving(config).in(machine).start()) {

      // when
      String answer = call(port, "hello\n");

      // then
      assertThat(answer).isEqualTo("hello\n");
      assertThat(Path.of("/usr/sbin/in.catd")).doesNotExist();
      kinetd.assertNothingLeaked();
    }
  }

  private Path inetdConf(String line) throws IOException {
    return Files.writeString(folder.resolve("inetd.conf"), line + "\n");
  }

  private static String call(int port, String words) throws IOException {
    try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      client.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
      client.shutdownOutput();
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
