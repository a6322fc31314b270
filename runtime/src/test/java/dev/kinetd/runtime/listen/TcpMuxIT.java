package dev.kinetd.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.LocalServer;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services that are reached by name through one port (RFC 1078). */
class TcpMuxIT {

  private static final String NOT_AVAILABLE = "-Service not available\r\n";

  private int port;
  private LocalServer server;

  @BeforeEach
  void serve() throws Exception {
    port = KinetdProcess.freePort();
    server =
        LocalServer.serving(
            Service.named("mux").port(port).builtin("TcpMux"),
            behind("quiet", false).command("/bin/cat"),
            behind("loud", true).command("/bin/cat"),
            behind("peer", false).perl("printf '%s', $ENV{REMOTE_PORT} . ' ' . $ENV{SERVER_PORT}"),
            behind("single", false).command("/bin/cat").limit("instances", 1),
            behind("absent", false).command("/nonexistent/program"));
  }

  @AfterEach
  void close() throws Exception {
    server.awaitIdle();
    server.close();
  }

  @Test
  void handsTheConnectionToTheServiceOfThatName() throws Exception {
    assertThat(Loopback.call(port, "quiet\r\nhello\n")).isEqualTo("hello\n");
  }

  @Test
  void doesNotMindCaseAndTakesALineFeedAlone() throws Exception {
    assertThat(Loopback.call(port, "QuIeT\nhello\n")).isEqualTo("hello\n");
  }

  @Test
  void saysGoWhereTheServiceDoesNot() throws Exception {
    assertThat(Loopback.call(port, "loud\r\nhello\n")).isEqualTo("+Go\r\nhello\n");
  }

  @Test
  void listsTheNames() throws Exception {
    assertThat(Loopback.call(port, "help\r\n").lines())
        .containsExactlyInAnyOrder("quiet", "loud", "peer", "single", "absent");
  }

  @Test
  void refusesANameThatNobodyHas() throws Exception {
    assertThat(Loopback.call(port, "nobody\r\nand more of it\n")).isEqualTo(NOT_AVAILABLE);
    server.awaitLog("refused service=mux", "client=127.0.0.1", "reason=request", "nobody");
  }

  @Test
  void refusesALineThatIsTooLong() throws Exception {
    assertThat(Loopback.call(port, "x".repeat(100_000) + "\r\n")).isEqualTo(NOT_AVAILABLE);
    server.awaitLog("refused service=mux", "reason=request");
  }

  @Test
  void writesNoneOfTheClientsBytesIntoItsLogAsTheyAre() throws Exception {
    // when
    Loopback.call(port, "a\u001b[2Jb\u0007 refused service=quiet\r\n");

    // then
    String line = server.awaitLog("refused service=mux", "reason=request");
    assertThat(line.chars()).allMatch(c -> c >= ' ' && c < 127);
    assertThat(line).contains("\\x1b");
  }

  @Test
  void leavesWhatFollowsTheLineToTheHandler() throws Exception {
    // given
    String payload = "line one\r\nline two\r\n" + "x".repeat(50_000);

    // when
    String answer = Loopback.call(port, "quiet\r\n" + payload);

    // then
    assertThat(answer).isEqualTo(payload);
  }

  @Test
  void waitsForAClientThatTypesSlowly() throws Exception {
    // given
    try (Socket client = Loopback.connect(port)) {
      client.setTcpNoDelay(true);

      // when
      for (char c : "quiet\r\nhello\n".toCharArray()) {
        Loopback.send(client, String.valueOf(c));
        Loopback.call(port, "help\r\n");
      }
      client.shutdownOutput();

      // then
      assertThat(Loopback.readAll(client)).isEqualTo("hello\n");
    }
  }

  @Test
  void tellsTheHandlerWhoItsClientIs() throws Exception {
    // given
    try (Socket client = Loopback.connect(port)) {

      // when
      Loopback.send(client, "peer\r\n");

      // then
      assertThat(Loopback.readAll(client)).isEqualTo(client.getLocalPort() + " " + port);
    }
  }

  @Test
  void keepsTheLimitsOfTheServiceItself() throws Exception {
    // given
    try (Socket first = Loopback.connect(port)) {
      Loopback.send(first, "single\r\nhello\n");
      assertThat(Loopback.read(first, 6)).isEqualTo("hello\n");

      // when
      try (Socket second = Loopback.connect(port)) {
        Loopback.send(second, "single\r\n");

        // then
        assertThat(Loopback.isClosed(second)).isTrue();
      }
      server.awaitLog("refused service=single", "reason=instances");
      assertThat(Loopback.call(port, "quiet\r\nstill here\n")).isEqualTo("still here\n");
    }
    server.awaitIdle();
    assertThat(Loopback.call(port, "single\r\nagain\n")).isEqualTo("again\n");
  }

  @Test
  void namesAProgramBehindItThatIsNotThere() throws Exception {
    assertThat(Loopback.call(port, "absent\r\n")).isEmpty();
    server.awaitLog("refused service=absent", "reason=exec-failed", "ENOENT");
  }

  @Test
  void refusesWhoHasNotDecidedWhenTheEndComes() throws Exception {
    // given
    try (Socket client = Loopback.connect(port)) {
      Loopback.send(client, "qui");
      server.awaitLog("admitted service=mux");

      // when
      server.server().stopListening();

      // then
      assertThat(Loopback.isClosed(client)).isTrue();
      assertThat(server.state("mux").service().counters().refusedCount(Refusal.DRAINING))
          .isEqualTo(1);
    }
  }

  private static Service behind(String name, boolean announce) {
    return Service.named(name)
        .field("mode", "TcpMux")
        .field("tcpMux", Map.of("name", name, "announce", announce))
        .launch("stderr", "Log");
  }
}
