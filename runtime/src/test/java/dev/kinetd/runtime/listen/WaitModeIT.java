package dev.kinetd.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.LocalServer;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services whose handler gets the listening or the unread datagram socket itself. */
class WaitModeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Reads one datagram, answers it, and is gone. */
  private static final String ANSWER_ONE =
      "my $from = recv(STDIN, my $words, 999, 0); send(STDOUT, \"$$ $words\", 0, $from);";

  /** Accepts one connection, greets it, and is gone. */
  private static final String ACCEPT_ONE = "accept(C, STDIN) or die; print C \"$$\"; close C;";

  @TempDir Path folder;

  private int port;

  @BeforeEach
  void choosePort() throws Exception {
    port = KinetdProcess.freePort();
  }

  @Test
  void handsADatagramOverUnread() throws Exception {
    // given
    try (var server = LocalServer.serving(datagrams().perl(ANSWER_ONE));
        var client = client()) {

      // when
      send(client, "hello");
      String answer = receive(client);
      server.awaitIdle();

      // then
      assertThat(answer).endsWith(" hello");
      server.awaitLog("admitted service=subject");
      server.awaitLog("exited service=subject", "status=0");
    }
  }

  @Test
  void leavesQueuedDatagramsToTheNextHandlers() throws Exception {
    // given
    try (var server =
            LocalServer.serving(
                datagrams().perl("select(undef, undef, undef, 0.2);" + ANSWER_ONE));
        var client = client()) {

      // when
      for (int i = 0; i < 4; i++) {
        send(client, "request" + i);
      }
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(receive(client));
      }
      server.awaitIdle();

      // then
      assertThat(answers.stream().map(a -> a.split(" ")[1]))
          .containsExactly("request0", "request1", "request2", "request3");
      assertThat(answers.stream().map(a -> a.split(" ")[0])).doesNotHaveDuplicates();
    }
  }

  @Test
  void startsOneHandlerAtATime() throws Exception {
    // given
    String linger =
        "while (1) { vec(my $r = '', 0, 1) = 1; select($r, undef, undef, 0.5) or exit; "
            + ANSWER_ONE
            + " }";
    try (var server = LocalServer.serving(datagrams().perl(linger));
        var client = client()) {

      // when
      List<String> pids = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        send(client, "hello");
        pids.add(receive(client).split(" ")[0]);
      }
      server.awaitIdle();

      // then
      assertThat(pids.stream().distinct()).hasSize(1);
      assertThat(admitted(server)).isEqualTo(1);
    }
  }

  @Test
  void doesNotSlowDownHandlersThatAnswerOneDatagramEach() throws Exception {
    // given
    try (var server = LocalServer.serving(datagrams().perl(ANSWER_ONE));
        var client = client()) {
      long start = System.nanoTime();

      // when
      List<String> pids = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        send(client, "always the same");
        pids.add(receive(client).split(" ")[0]);
      }
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      server.awaitIdle();

      // then
      assertThat(pids).doesNotHaveDuplicates();
      assertThat(taken).isLessThan(Duration.ofSeconds(10));
      assertThat(server.state("subject").service().trouble()).isNull();
    }
  }

  @Test
  void doesNotSlowDownHandlersThatAcceptOneConnectionEach() throws Exception {
    // given
    try (var server = LocalServer.serving(connections().perl(ACCEPT_ONE))) {
      long start = System.nanoTime();

      // when
      List<String> pids = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        pids.add(Loopback.call(port, ""));
      }
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      server.awaitIdle();

      // then
      assertThat(pids).doesNotHaveDuplicates().doesNotContain("");
      assertThat(taken).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void handsTheListenerOver() throws Exception {
    // given
    String acceptThree = "for (1..3) { accept(C, STDIN) or die; print C \"$$ $_\"; close C }";
    try (var server = LocalServer.serving(connections().perl(acceptThree))) {

      // when
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        answers.add(Loopback.call(port, ""));
      }
      server.awaitIdle();

      // then
      assertThat(answers.stream().map(a -> a.split(" ")[1]))
          .containsExactly("1", "2", "3", "1", "2", "3");
      assertThat(answers.stream().map(a -> a.split(" ")[0]).distinct()).hasSize(2);
    }
  }

  @Test
  void startsAHandlerThatLeavesDatagramsUnreadAfterGrowingPauses() throws Exception {
    // given
    Path program = folder.resolve("handler");
    replace(program, "#!/bin/sh\nexit 0\n");
    try (var server = LocalServer.serving(datagrams().command(program.toString()).user("root"));
        var client = client()) {

      // when
      send(client, "hello");
      await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> admitted(server) < 15);

      // then
      assertThat(admitted(server)).isGreaterThan(3);
      server.awaitLog("exited service=subject");
      await().atMost(PATIENCE).until(() -> server.state("subject").message().contains("unread"));

      // when
      long before = admitted(server);
      replace(program, "#!/usr/bin/perl\n" + ANSWER_ONE + "\n");
      String answer = receive(client);

      // then
      assertThat(answer).endsWith(" hello");
      assertThat(admitted(server)).isGreaterThan(before);
      server.awaitIdle();

      // when
      send(client, "again");

      // then
      assertThat(receive(client)).endsWith(" again");
      assertThat(server.state("subject").ready()).isTrue();
      server.awaitIdle();
    }
  }

  @Test
  void startsAHandlerThatAcceptsNobodyAfterGrowingPauses() throws Exception {
    // given
    Path program = folder.resolve("handler");
    replace(program, "#!/bin/sh\nexit 0\n");
    try (var server = LocalServer.serving(connections().command(program.toString()).user("root"));
        Socket client = Loopback.connect(port)) {

      // when
      await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> admitted(server) < 15);
      replace(program, "#!/usr/bin/perl\n" + ACCEPT_ONE + "\n");
      String answer = Loopback.readAll(client);

      // then
      assertThat(answer).matches("[0-9]+");
      server.awaitIdle();
    }
  }

  @Test
  void keepsDatagramsForAProgramThatIsNotThereYet() throws Exception {
    // given
    Path program = folder.resolve("late");
    try (var server = LocalServer.serving(datagrams().command(program.toString()).user("root"));
        var client = client()) {
      send(client, "hello");
      server.awaitLog("refused service=subject", "exec-failed", "ENOENT");

      // when
      replace(program, "#!/usr/bin/perl\n" + ANSWER_ONE + "\n");
      String answer = receive(client);
      server.awaitIdle();

      // then
      assertThat(answer).endsWith(" hello");
      assertThat(server.state("subject").ready()).isTrue();
    }
  }

  @Test
  void closesClientsOfAProgramThatIsNotThereAndServesTheNextOnceItIs() throws Exception {
    // given
    Path program = folder.resolve("late");
    try (var server = LocalServer.serving(connections().command(program.toString()).user("root"))) {
      assertThat(Loopback.call(port, "")).isEmpty();
      server.awaitLog("refused service=subject", "client=127.0.0.1", "exec-failed", "ENOENT");

      // when
      replace(program, "#!/usr/bin/perl\n" + ACCEPT_ONE + "\n");
      String answer = Loopback.call(port, "");
      server.awaitIdle();

      // then
      assertThat(answer).matches("[0-9]+");
    }
  }

  @Test
  void knowsItsOwnAddressAndNoClient() throws Exception {
    // given
    String show =
        "my $f = recv(STDIN, my $w, 9, 0); "
            + "send(STDOUT, join(' ', map { \"$_=$ENV{$_}\" } sort keys %ENV), 0, $f);";
    try (var server = LocalServer.serving(datagrams().perl(show));
        var client = client()) {

      // when
      send(client, "hello");
      String environment = receive(client);
      server.awaitIdle();

      // then
      assertThat(environment)
          .matches(
              "PATH=\\S+ PROTO=UDP SERVER_ADDR=127.0.0.1 SERVER_PORT=%1$d TCPLOCALIP=127.0.0.1 TCPLOCALPORT=%1$d"
                  .formatted(port));
    }
  }

  @Test
  void leavesAServiceThatIsRemovedWhileItsHandlersStartToNoOther() throws Exception {
    // given
    Service other = Service.named("other").port(KinetdProcess.freePort()).command("/bin/cat");
    try (var server = LocalServer.serving(other);
        var client = client()) {

      // when
      for (int i = 0; i < 100; i++) {
        server.apply(other, datagrams().perl(ANSWER_ONE));
        send(client, "hello");
        server.apply(other);
      }
      server.awaitIdle();

      // then
      assertThat(server.log()).noneMatch(line -> line.contains(" fault "));
    }
  }

  private static void replace(Path program, String content) throws Exception {
    Path next = Files.writeString(program.resolveSibling("next"), content);
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.move(next, program, StandardCopyOption.REPLACE_EXISTING);
  }

  private static long admitted(LocalServer server) {
    return server.state("subject").service().counters().admittedCount();
  }

  private Service datagrams() {
    return subject().field("protocol", "UDP");
  }

  private Service connections() {
    return subject().field("mode", "Wait");
  }

  private Service subject() {
    return Service.named("subject").port(port).field("addresses", List.of("127.0.0.1"));
  }

  private static DatagramSocket client() throws Exception {
    var client = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    client.setSoTimeout((int) PATIENCE.toMillis());
    return client;
  }

  private void send(DatagramSocket client, String words) throws Exception {
    byte[] bytes = words.getBytes(StandardCharsets.US_ASCII);
    client.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName("127.0.0.1"), port));
  }

  private static String receive(DatagramSocket client) throws Exception {
    var packet = new DatagramPacket(new byte[2000], 2000);
    client.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
  }
}
