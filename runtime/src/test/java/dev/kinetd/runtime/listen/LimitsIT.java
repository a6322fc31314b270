package dev.kinetd.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.LocalServer;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much of a service runs at once, and what becomes of clients beyond that. */
class LimitsIT {

  private int port;

  @BeforeEach
  void choosePort() throws Exception {
    port = KinetdProcess.freePort();
  }

  @Test
  void runsExactlyAsManyHandlersAsItMay() throws Exception {
    // given
    try (var server = LocalServer.serving(cat().limit("instances", 7))) {

      // when
      List<Socket> clients = connectAtOnce(40, "127.0.0.1");
      long served = clients.stream().filter(LimitsIT::isServed).count();

      // then
      assertThat(served).isEqualTo(7);
      assertThat(refused(server, Refusal.INSTANCES)).isEqualTo(33);
      server.awaitLog("refused service=subject", "client=127.0.0.1", "reason=instances");
      closeAll(clients);
      server.awaitIdle();
      assertThat(Loopback.call(port, "again\n")).isEqualTo("again\n");
      server.awaitIdle();
    }
  }

  @Test
  void runsExactlyAsManyHandlersForOneAddressAsItMay() throws Exception {
    // given
    try (var server = LocalServer.serving(cat().limit("perSource", Map.of("instances", 3)))) {

      // when
      List<Socket> clients = connectAtOnce(20, "127.0.0.1");
      List<Socket> others = connectAtOnce(2, "127.0.0.2");
      long served = clients.stream().filter(LimitsIT::isServed).count();

      // then
      assertThat(served).isEqualTo(3);
      assertThat(others).allMatch(LimitsIT::isServed);
      assertThat(refused(server, Refusal.PER_SOURCE)).isEqualTo(17);
      server.awaitLog("refused service=subject", "client=127.0.0.1", "reason=per-source");
      closeAll(clients);
      closeAll(others);
      server.awaitIdle();
      assertThat(Loopback.call(port, "again\n")).isEqualTo("again\n");
      server.awaitIdle();
    }
  }

  @Test
  void refusesWithoutTouchingTheQuotaOfOthers() throws Exception {
    // given
    try (var server =
        LocalServer.serving(
            cat().limit("instances", 4).limit("perSource", Map.of("instances", 1)))) {

      // when
      List<Socket> strangers = connectAtOnce(20, "127.0.0.1");
      List<Socket> others = new ArrayList<>();
      for (int i = 2; i <= 4; i++) {
        others.addAll(connectAtOnce(1, "127.0.0." + i));
      }

      // then
      assertThat(others).allMatch(LimitsIT::isServed);
      assertThat(refused(server, Refusal.INSTANCES)).isZero();
      closeAll(strangers);
      closeAll(others);
      server.awaitIdle();
    }
  }

  @Test
  void startsAsManyHandlersInAMinuteAsItMayAndKeepsListening() throws Exception {
    // given
    try (var server = LocalServer.serving(cat().limit("startsPerMinute", 5))) {

      // when
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(sayTo(port, "hello\n"));
      }
      server.awaitIdle();

      // then
      assertThat(answers)
          .containsExactly("hello\n", "hello\n", "hello\n", "hello\n", "hello\n", "", "", "");
      assertThat(refused(server, Refusal.RATE)).isEqualTo(3);
      server.awaitLog("refused service=subject", "reason=rate");
      assertThat(server.state("subject").listening()).isTrue();
    }
  }

  @Test
  void hasATokenAgainAfterAWhile() throws Exception {
    // given
    try (var server = LocalServer.serving(cat().limit("startsPerMinute", 120))) {
      List<String> answers = new ArrayList<>();
      while (!answers.contains("")) {
        answers.add(sayTo(port, "hello\n"));
      }

      // when
      await()
          .pollInterval(Duration.ofMillis(200))
          .until(() -> sayTo(port, "hello\n").equals("hello\n"));

      // then
      assertThat(answers).hasSizeBetween(121, 140);
      server.awaitIdle();
    }
  }

  @Test
  void limitsOfOneServiceAreNoneOfAnother() throws Exception {
    // given
    int second = KinetdProcess.freePort();
    try (var server =
        LocalServer.serving(
            cat().limit("instances", 1), Service.named("other").port(second).command("/bin/cat"))) {
      List<Socket> clients = connectAtOnce(5, "127.0.0.1");

      // when
      String answer = Loopback.call(second, "hello\n");

      // then
      assertThat(answer).isEqualTo("hello\n");
      closeAll(clients);
      server.awaitIdle();
    }
  }

  private Service cat() {
    return Service.named("subject").port(port).command("/bin/cat");
  }

  private static long refused(LocalServer server, Refusal reason) {
    return server.state("subject").service().counters().refusedCount(reason);
  }

  private List<Socket> connectAtOnce(int count, String from) throws Exception {
    try (var threads = Executors.newFixedThreadPool(count)) {
      Callable<Socket> connect = () -> connect(from);
      List<Socket> sockets = new ArrayList<>();
      for (Future<Socket> socket : threads.invokeAll(Collections.nCopies(count, connect))) {
        sockets.add(socket.get());
      }
      return sockets;
    }
  }

  private Socket connect(String from) throws IOException {
    var socket =
        new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(from), 0);
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** A refused client may be gone before it has said a word. */
  private static boolean isServed(Socket client) {
    try {
      Loopback.send(client, "x");
      return client.getInputStream().read() == 'x';
    } catch (IOException e) {
      return false;
    }
  }

  private static String sayTo(int port, String words) {
    try {
      return Loopback.call(port, words);
    } catch (IOException e) {
      return "";
    }
  }

  private static void closeAll(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
