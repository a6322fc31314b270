package dev.kinetd.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kinetd.runtime.linux.ProcessControl;
import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel has no more of: descriptors and processes. */
class ShortageIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;

  private int port;

  @BeforeEach
  void choosePort() throws Exception {
    port = KinetdProcess.freePort();
  }

  @Test
  void closesClientsForWhichThereIsNoDescriptorAndServesAgainAfterwards() throws Exception {
    // given
    try (var kinetd = KinetdProcess.serving(document()).limited("--nofile=100").start()) {

      // when
      List<Socket> clients = connect(150);

      // then
      kinetd.awaitLog("refused service=subject", "client=127.0.0.1", "EMFILE");
      long served = clients.stream().filter(ShortageIT::isServed).count();
      assertThat(served).isBetween(10L, 99L);

      // when
      closeAll(clients);

      // then
      await().atMost(PATIENCE).until(this::serves);
      kinetd.assertNothingLeaked();
      assertThat(Loopback.call(port, "hello\n")).isEqualTo("hello\n");
      kinetd.assertNothingLeaked();
    }
  }

  @Test
  void closesClientsForWhichThereIsNoProcessAndServesAgainAfterwards() throws Exception {
    // given
    assumeTrue(ProcessControl.effectiveUser() == 0, "needs root, for a user with a limit");
    try (var kinetd =
        KinetdProcess.serving(document())
            .asNobody()
            .limited("--nproc=120")
            .with("--no-user-switch")
            .start()) {

      // when
      List<Socket> clients = connect(150);

      // then
      kinetd.awaitLog("refused service=subject", "reason=launch-failed", "EAGAIN");
      long served = clients.stream().filter(ShortageIT::isServed).count();
      assertThat(served).isBetween(1L, 119L);

      // when
      closeAll(clients);

      // then
      await().atMost(PATIENCE).until(this::serves);
      kinetd.assertNothingLeaked();
      assertThat(Loopback.call(port, "hello\n")).isEqualTo("hello\n");
      kinetd.assertNothingLeaked();
    }
  }

  private List<Socket> connect(int count) throws IOException {
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(Loopback.connect(port));
    }
    return clients;
  }

  private boolean serves() throws IOException {
    try (Socket client = Loopback.connect(port)) {
      return isServed(client);
    }
  }

  /** Leaves the connection open. */
  private static boolean isServed(Socket client) {
    try {
      Loopback.send(client, "x");
      return client.getInputStream().read() == 'x';
    } catch (IOException e) {
      return false;
    }
  }

  private static void closeAll(List<Socket> clients) throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }

  private Path document() throws IOException {
    return Files.writeString(
        folder.resolve("services.yaml"),
        Service.yaml(Service.named("subject").port(port).command("/bin/cat")));
  }
}
