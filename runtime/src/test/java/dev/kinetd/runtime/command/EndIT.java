package dev.kinetd.runtime.command;

import static dev.kinetd.runtime.support.KinetdProcess.freePort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndIT {

  private static final String STUBBORN = "trap '' TERM; echo begun; while :; do sleep 1; done";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void letsHandlersEndByThemselves(String signal) throws Exception {
    int port = freePort();
    try (var kinetd = start(port, "echo begun; read line; echo $line", "10");
        Socket session = Loopback.connect(port)) {
      // given
      assertThat(Loopback.read(session, 6)).isEqualTo("begun\n");

      // when
      kinetd.signal(signal);
      kinetd.awaitLog(" draining ");

      // then
      assertThatThrownBy(() -> Loopback.connect(port)).isInstanceOf(ConnectException.class);
      assertThat(kinetd.admin("/q/health/ready").statusCode()).isEqualTo(503);
      assertThat(kinetd.admin("/q/health/live").statusCode()).isEqualTo(200);
      Loopback.send(session, "in peace\n");
      assertThat(Loopback.readAll(session)).isEqualTo("in peace\n");
      assertThat(kinetd.awaitExit()).isZero();
    }
  }

  @Test
  void endsWithTheirGroupsThoseThatDoNotEnd() throws Exception {
    int port = freePort();
    try (var kinetd = start(port, STUBBORN, "0");
        Socket session = Loopback.connect(port)) {
      // given
      assertThat(Loopback.read(session, 6)).isEqualTo("begun\n");
      long pid = pidOf(kinetd);

      // when
      int status = kinetd.stop();

      // then
      assertThat(status).isZero();
      assertThat(Loopback.isClosed(session)).isTrue();
      assertThat(kinetd.log()).anyMatch(line -> line.contains("1 handlers did not end"));
      await("the group of " + pid).until(() -> !Files.exists(Path.of("/proc/" + pid)));
    }
  }

  @Test
  void endsThoseThatHaveLeftTheirGroup() throws Exception {
    int port = freePort();
    String leave = "$| = 1; setpgrp(0, getpgrp(getppid)); print qq(begun\\n); sleep 600";
    try (var kinetd = start(Service.named("session").port(port).perl(leave), "0");
        Socket session = Loopback.connect(port)) {
      // given
      assertThat(Loopback.read(session, 6)).isEqualTo("begun\n");
      long pid = pidOf(kinetd);

      // when
      int status = kinetd.stop();

      // then
      assertThat(status).isZero();
      assertThat(kinetd.log()).anyMatch(line -> line.contains(" exited service=session"));
      assertThat(Path.of("/proc/" + pid)).doesNotExist();
    }
  }

  @Test
  void endsAtOnceAtTheSecondSignal() throws Exception {
    int port = freePort();
    try (var kinetd = start(port, STUBBORN, "600");
        Socket session = Loopback.connect(port)) {
      // given
      assertThat(Loopback.read(session, 6)).isEqualTo("begun\n");
      kinetd.signal("TERM");
      kinetd.awaitLog(" draining ");

      // when
      int status = kinetd.stop();

      // then
      assertThat(status).isZero();
      assertThat(Loopback.isClosed(session)).isTrue();
    }
  }

  @Test
  void servesTheRestWhenAFileSaysMoreThanThereIsMemoryFor() throws Exception {
    // given
    int port = freePort();
    Path good =
        Files.writeString(
            folder.resolve("good.yaml"),
            Service.yaml(Service.named("good").port(port).command("/bin/cat")));
    Path huge = Files.writeString(folder.resolve("inetd.conf"), "#\n".repeat(8_000_000));

    // when
    try (var kinetd = KinetdProcess.serving(huge, good).start()) {

      // then
      kinetd.awaitLog(" error ", "inetd.conf", "more than there is memory for");
      assertThat(Loopback.call(port, "hello")).isEqualTo("hello");
    }
  }

  @Test
  void saysWhenNothingCanBeServed() throws Exception {
    // given
    Path file = Files.writeString(folder.resolve("inetd.conf"), "nonsense\n");

    // when
    try (var kinetd = KinetdProcess.serving(file).launch()) {

      // then
      assertThat(kinetd.awaitExit()).isEqualTo(2);
      assertThat(kinetd.log()).anyMatch(line -> line.contains("nothing could be served"));
    }
  }

  private KinetdProcess start(int port, String script, String drain) throws Exception {
    return start(Service.named("session").port(port).shell(script), drain);
  }

  private KinetdProcess start(Service service, String drain) throws Exception {
    Path file = Files.writeString(folder.resolve("s.yaml"), Service.yaml(service));
    return KinetdProcess.serving(file).with("--drain", drain).start();
  }

  private static long pidOf(KinetdProcess kinetd) {
    String line = kinetd.awaitLog(" admitted ", "service=session");
    return Long.parseLong(line.replaceAll(".* pid=(\\d+).*", "$1"));
  }
}
