package dev.kinetd.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.LocalServer;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where services listen, and what their handlers learn of it. */
class AddressesIT {

  /** The family of the peer as getpeername(2) gives it, and what the environment says. */
  private static final String SHOW_PEER =
      """
      print unpack('S', getpeername(STDIN)), " $ENV{PROTO} $ENV{REMOTE_ADDR} $ENV{SERVER_ADDR}";
      """;

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  @TempDir Path folder;

  private int port;

  @BeforeEach
  void choosePort() throws Exception {
    port = KinetdProcess.freePort();
  }

  @Test
  void servesBothFamiliesEachOnASocketOfItsOwn() throws Exception {
    // given
    assumeIpv6();
    try (var server = LocalServer.serving(subject().perl(SHOW_PEER))) {

      // when
      String overIpv4 = Loopback.call("127.0.0.1", port, "");
      String overIpv6 = Loopback.call("::1", port, "");
      server.awaitIdle();

      // then
      assertThat(overIpv4).isEqualTo(AF_INET + " TCP 127.0.0.1 127.0.0.1");
      assertThat(overIpv6).isEqualTo(AF_INET6 + " TCP ::1 ::1");
      assertThat(server.state("subject").endpoints()).hasSize(2);
    }
  }

  @Test
  void servesIpv4Alone() throws Exception {
    // given
    assumeIpv6();
    try (var server = LocalServer.serving(subject().field("family", "IPv4").perl(SHOW_PEER))) {

      // when
      String overIpv4 = Loopback.call("127.0.0.1", port, "");
      server.awaitIdle();

      // then
      assertThat(overIpv4).startsWith(AF_INET + " ");
      assertThatThrownBy(() -> Loopback.call("::1", port, "")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void servesIpv6Alone() throws Exception {
    // given
    assumeIpv6();
    try (var server = LocalServer.serving(subject().field("family", "IPv6").perl(SHOW_PEER))) {

      // when
      String overIpv6 = Loopback.call("::1", port, "");
      server.awaitIdle();

      // then
      assertThat(overIpv6).startsWith(AF_INET6 + " ");
      assertThatThrownBy(() -> Loopback.call(port, "")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void servesOneAddressAndNoOther() throws Exception {
    // given
    try (var server =
        LocalServer.serving(subject().field("addresses", List.of("127.0.0.3")).perl(SHOW_PEER))) {

      // when
      String answer = Loopback.call("127.0.0.3", port, "");
      server.awaitIdle();

      // then
      assertThat(answer).endsWith(" 127.0.0.3");
      assertThatThrownBy(() -> Loopback.call("127.0.0.1", port, ""))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void servesAUnixSocketWithItsModeAndRemovesItAtTheEnd() throws Exception {
    // given
    Path socket = folder.resolve("service.sock");
    try (var server =
        LocalServer.serving(
            onSocket(socket, "0620").perl("print \"$ENV{PROTO} $ENV{UNIXLOCALPATH} \", <STDIN>"))) {

      // when
      String answer = call(socket, "hello");
      server.awaitIdle();

      // then
      assertThat(answer).isEqualTo("UNIX " + socket + " hello");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw--w----");
    }
    assertThat(socket).doesNotExist();
  }

  @Test
  void takesThePlaceOfASocketThatNobodyServesAnyMore() throws Exception {
    // given
    Path socket = folder.resolve("stale.sock");
    try (var stale = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      stale.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(socket).exists();

    // when
    try (var server = LocalServer.serving(onSocket(socket, "0600").command("/bin/cat"))) {

      // then
      assertThat(call(socket, "hello")).isEqualTo("hello");
      server.awaitIdle();
    }
  }

  @Test
  void leavesAFileAloneThatIsNoSocket() throws Exception {
    // given
    Path file = Files.writeString(folder.resolve("precious"), "data");

    // when
    try (var server = LocalServer.serving(onSocket(file, "0600").command("/bin/cat"))) {

      // then
      assertThat(server.state("subject").listening()).isFalse();
      assertThat(server.state("subject").message()).contains("EADDRINUSE");
    }
    assertThat(file).hasContent("data");
  }

  @Test
  void handsAUnixListenerOver() throws Exception {
    // given
    Path socket = folder.resolve("wait.sock");
    String acceptOne = "accept(C, STDIN) or die; print C \"$$\"; close C;";
    try (var server =
        LocalServer.serving(onSocket(socket, "0600").field("mode", "Wait").perl(acceptOne))) {
      long start = System.nanoTime();

      // when
      for (int i = 0; i < 30; i++) {
        assertThat(call(socket, "")).matches("[0-9]+");
      }
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      server.awaitIdle();

      // then
      assertThat(taken).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void servesTheOthersWhereAPortIsTakenAndRecoversWhenItIsFree() throws Exception {
    // given
    int other = KinetdProcess.freePort();
    var thief = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
    try (var server =
        LocalServer.serving(
            subject().field("addresses", List.of("127.0.0.1")).command("/bin/cat"),
            Service.named("other").port(other).command("/bin/cat"))) {

      // when
      String answer = Loopback.call(other, "hello\n");

      // then
      assertThat(answer).isEqualTo("hello\n");
      assertThat(server.state("subject").listening()).isFalse();
      assertThat(server.state("subject").message()).contains("" + port, "EADDRINUSE");
      server.awaitLog("failing service=subject", "EADDRINUSE");

      // when
      thief.close();

      // then
      await().atMost(Duration.ofSeconds(10)).until(() -> server.state("subject").ready());
      server.awaitLog("listening service=subject");
      assertThat(Loopback.call(port, "at last\n")).isEqualTo("at last\n");
      server.awaitIdle();
    }
  }

  private Service subject() {
    return Service.named("subject").port(port);
  }

  private static Service onSocket(Path path, String mode) {
    return Service.named("subject").field("socket", Map.of("path", path.toString(), "mode", mode));
  }

  private static String call(Path path, String words) throws IOException {
    try (var client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      client.write(ByteBuffer.wrap(words.getBytes()));
      client.shutdownOutput();
      return new String(Channels.newInputStream(client).readAllBytes());
    }
  }

  private static void assumeIpv6() {
    try (var probe = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      assertThat(probe.isBound()).isTrue();
    } catch (IOException e) {
      assumeTrue(false, "no IPv6 on the loopback interface");
    }
  }
}
