package dev.kinetd.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.LocalServer;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The super-server as a whole, where its threads meet. */
class SuperServerIT {

  private int port;

  @BeforeEach
  void choosePort() throws Exception {
    port = KinetdProcess.freePort();
  }

  @RepeatedTest(10)
  void leavesNothingBehindWhenItEndsWhileClientsCome() throws Exception {
    // given
    var end = new AtomicBoolean();
    try (var server =
            LocalServer.serving(
                Service.named("loud").port(port).shell("echo oops >&2; cat"),
                Service.named("wait").port(port).field("protocol", "UDP").command("/bin/true"));
        var clients = Executors.newFixedThreadPool(3)) {
      for (int i = 0; i < 3; i++) {
        clients.submit(() -> callUntil(end));
      }
      server.awaitLog("exited service=loud");

      // when
      server.server().stopListening();
      server.server().drain(Duration.ofSeconds(5));
      end.set(true);

      // then
      assertThat(server.server().handlers()).isZero();
      assertThat(server.state("loud").service().running()).isZero();
    }
  }

  @Test
  void reloadsWhileASocketThatFailedIsTriedAgain() throws Exception {
    // given
    int taken = KinetdProcess.freePort();
    Service failing =
        Service.named("failing")
            .port(taken)
            .field("addresses", List.of("127.0.0.1"))
            .command("/bin/cat");
    Service wait = Service.named("wait").port(port).field("mode", "Wait").command("/bin/true");
    try (var thief = new ServerSocket(taken, 1, InetAddress.getByName("127.0.0.1"));
        var server = LocalServer.serving(failing, wait)) {

      // when
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            synchronized (server.server()) {
              // Until the next try is due, and waits for this very lock.
              await().pollDelay(Duration.ofMillis(5500)).until(() -> true);
              server.apply(failing);
            }
          });

      // then
      assertThat(thief.isBound()).isTrue();
      assertThat(server.state("failing").listening()).isFalse();
      assertThat(server.server().states()).hasSize(1);
    }
  }

  private void callUntil(AtomicBoolean end) {
    long latest = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!end.get() && System.nanoTime() < latest) {
      try {
        Loopback.call(port, "hello\n");
      } catch (IOException e) {
        // The server ends meanwhile.
      }
    }
  }
}
