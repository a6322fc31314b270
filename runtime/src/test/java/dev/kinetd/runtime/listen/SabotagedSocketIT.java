package dev.kinetd.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.LocalServer;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a handler does to the socket that it shares with its successors does not outlive it. */
class SabotagedSocketIT {

  private static final String READ = "open S, '+<&=0'; my $from = recv S, $_, 9, 0; ";

  @TempDir Path folder;

  @Test
  void opensAnewAListenerThatAHandlerHasShutDown() throws Exception {
    // given
    int port = KinetdProcess.freePort();
    var service =
        Service.named("subject")
            .port(port)
            .field("mode", "Wait")
            .perl("accept C, STDIN; syswrite C, 'hi'; close C; shutdown STDIN, 2");
    try (var server = LocalServer.serving(service)) {
      for (int i = 0; i < 3; i++) {

        // when
        String answer = await().ignoreExceptions().until(() -> Loopback.call(port, ""), s -> true);

        // then
        assertThat(answer).isEqualTo("hi");
        server.awaitIdle();
      }
      server.awaitLog("warning", "subject: a handler has made its socket useless");
    }
  }

  @Test
  void opensAnewAListenerThatAHandlerShutsDownWhileItsSuccessorAccepts() throws Exception {
    // given
    int port = KinetdProcess.freePort();
    var before =
        Service.named("subject")
            .port(port)
            .field("mode", "Wait")
            .perl("accept C, STDIN; syswrite C, 'hi'; sysread C, $_, 1; shutdown STDIN, 2");
    try (var server = LocalServer.serving(before);
        Socket session = Loopback.connect(port)) {
      assertThat(Loopback.read(session, 2)).isEqualTo("hi");

      // when
      server.apply(Service.named("subject").port(port).perl("syswrite STDOUT, 'new'"));
      Loopback.send(session, "x");

      // then
      server.awaitLog("warning", "subject: a handler has made its socket useless");
      await()
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(Loopback.call(port, "")).isEqualTo("new"));
      server.awaitIdle();
    }
  }

  @Test
  void opensAnewAUnixListenerThatAHandlerHasShutDown() throws Exception {
    // given
    Path path = folder.resolve("socket");
    var service =
        Service.named("subject")
            .field("socket", Map.of("path", path.toString()))
            .field("mode", "Wait")
            .perl("accept C, STDIN; syswrite C, 'hi'; close C; shutdown STDIN, 2");
    try (var server = LocalServer.serving(service)) {
      for (int i = 0; i < 3; i++) {

        // when
        String answer = await().ignoreExceptions().until(() -> callUnix(path), s -> true);

        // then
        assertThat(answer).isEqualTo("hi");
        server.awaitIdle();
      }
    }
  }

  @Test
  void opensAnewADatagramSocketThatAHandlerHasShutDown() throws Exception {
    answersAfter("shutdown S, 2");
  }

  @Test
  void opensAnewADatagramSocketThatAHandlerHasTiedToOneClient() throws Exception {
    answersAfter("connect S, $from");
  }

  @Test
  void givesTheNextHandlerASocketThatWaits() throws Exception {
    // given
    int port = KinetdProcess.freePort();
    String mode = "use Fcntl; my $f = fcntl S, F_GETFL, 0; ";
    String answer = "send S, ($f & O_NONBLOCK ? 'no' : 'yes'), 0, $from; ";
    var service =
        Service.named("subject")
            .port(port)
            .field("protocol", "UDP")
            .field("mode", "Wait")
            .perl(READ + mode + answer + "fcntl S, F_SETFL, $f | O_NONBLOCK");
    try (var server = LocalServer.serving(service)) {
      // when
      String first = ask(port);
      server.awaitIdle();

      // then
      assertThat(first).isEqualTo("yes");
      assertThat(ask(port)).isEqualTo("yes");
    }
  }

  private static void answersAfter(String sabotage) throws IOException {
    // given
    int port = KinetdProcess.freePort();
    var service =
        Service.named("subject")
            .port(port)
            .field("protocol", "UDP")
            .field("mode", "Wait")
            .perl(READ + "send S, 'hi', 0, $from; " + sabotage);
    try (var server = LocalServer.serving(service)) {
      for (int i = 0; i < 3; i++) {

        // when
        String answer = await().ignoreExceptions().until(() -> ask(port), s -> true);

        // then
        assertThat(answer).isEqualTo("hi");
        server.awaitIdle();
      }
    }
  }

  private static String ask(int port) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(500);
      socket.send(new DatagramPacket(new byte[] {'x'}, 1, InetAddress.getLoopbackAddress(), port));
      var answer = new DatagramPacket(new byte[9], 9);
      socket.receive(answer);
      return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
    }
  }

  private static String callUnix(Path path) throws IOException {
    try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      client.connect(UnixDomainSocketAddress.of(path));
      return new String(Channels.newInputStream(client).readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
