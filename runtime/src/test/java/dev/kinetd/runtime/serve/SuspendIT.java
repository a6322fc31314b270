package dev.kinetd.runtime.serve;

import static dev.kinetd.runtime.support.KinetdProcess.freePort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinetd.runtime.admin.ControlSocket;
import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that are kept and not listened for. */
class SuspendIT {

  @TempDir Path folder;

  private int port;
  private Path file;

  @BeforeEach
  void choosePort() throws IOException {
    port = freePort();
    file = folder.resolve("s.yaml");
  }

  @Test
  void closesTheSocketLeavesTheHandlersAndOpensItAgain() throws Exception {
    // given
    try (var kinetd = start(cat("one"));
        Socket session = Loopback.connect(port)) {
      Loopback.send(session, "begun\n");
      assertThat(Loopback.read(session, 6)).isEqualTo("begun\n");

      // when
      write(cat("one").suspended());
      kinetd.reload();

      // then
      assertThatThrownBy(() -> Loopback.connect(port)).isInstanceOf(ConnectException.class);
      Loopback.send(session, "still there\n");
      assertThat(Loopback.read(session, 12)).isEqualTo("still there\n");
      var line = ControlSocket.ask(kinetd.control()).services().getFirst();
      assertThat(line.suspended()).isTrue();
      assertThat(line.listening()).isFalse();
      assertThat(line.admitted()).isEqualTo(1);
      assertThat(ControlSocket.ask(kinetd.control()).allReady()).isTrue();
      kinetd.awaitLog(" suspended ", "service=one");

      // when
      write(cat("one"));
      kinetd.reload();

      // then
      assertThat(Loopback.call(port, "hello")).isEqualTo("hello");
      assertThat(ControlSocket.ask(kinetd.control()).services().getFirst().admitted()).isEqualTo(2);
    }
  }

  @Test
  void letsAnotherServiceHaveTheSocket() throws Exception {
    // given
    try (var kinetd = start(cat("blue"), cat("green").suspended())) {
      assertThat(Loopback.call(port, "hello")).isEqualTo("hello");

      // when
      write(cat("blue").suspended(), Service.named("green").port(port).shell("echo green"));
      kinetd.reload();

      // then
      assertThat(Loopback.call(port, "")).isEqualTo("green\n");
      assertThat(kinetd.log()).noneMatch(line -> line.contains("same socket"));
    }
  }

  @Test
  void isReadyWhenAllIsSuspendedAsItWasDeclared() throws Exception {
    // given
    try (var kinetd = start(cat("one").suspended())) {

      // when
      int ready = kinetd.admin("/q/health/ready").statusCode();

      // then
      assertThat(ready).isEqualTo(200);
      kinetd.assertNothingLeaked();
    }
  }

  private Service cat(String name) {
    return Service.named(name).port(port).command("/bin/cat");
  }

  private KinetdProcess start(Service... services) throws Exception {
    write(services);
    return KinetdProcess.serving(file).start();
  }

  private void write(Service... services) throws IOException {
    Files.writeString(file, Service.yaml(services));
  }
}
