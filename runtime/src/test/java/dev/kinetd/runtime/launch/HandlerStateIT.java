package dev.kinetd.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kinetd.runtime.linux.Accounts;
import dev.kinetd.runtime.linux.ProcessControl;
import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.LocalServer;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a handler finds when its program begins. */
class HandlerStateIT {

  private static final String[] SHOW_STATUS = {"/bin/cat", "/proc/self/status"};

  private int port;

  @BeforeEach
  void choosePort() throws Exception {
    port = KinetdProcess.freePort();
  }

  @Test
  void hasTheConnectionAsItsFirstThreeDescriptorsAndNoOther() throws Exception {
    // given
    String list =
        "for (0..1023) { my $l = readlink(\"/proc/$$/fd/$_\"); print \"$_ $l\\n\" if defined $l }";
    try (var server =
        LocalServer.serving(service().perl("$| = 1; " + list).launch("stderr", "Client"))) {

      // when
      List<String> descriptors = Loopback.call(port, "").lines().toList();
      server.awaitIdle();

      // then
      assertThat(descriptors).hasSize(3);
      String socket = descriptors.getFirst().substring(2);
      assertThat(socket).startsWith("socket:[");
      assertThat(descriptors).containsExactly("0 " + socket, "1 " + socket, "2 " + socket);
    }
  }

  @Test
  void hasTheLogAsItsErrorOutputWhereThatIsAskedFor() throws Exception {
    // given
    try (var server =
        LocalServer.serving(
            service().perl("print readlink('/proc/self/fd/2'); print STDERR \"oops\\n\""))) {

      // when
      String descriptor = Loopback.call(port, "");

      // then
      assertThat(descriptor).startsWith("pipe:[");
      server.awaitLog("stderr service=subject", "text=oops");
      server.awaitIdle();
    }
  }

  @Test
  void readsAndWritesThatWait() throws Exception {
    // given
    String flags = "use Fcntl; print fcntl(STDIN, F_GETFL, 0) & O_NONBLOCK ? 'no' : 'waits'";
    try (var server = LocalServer.serving(service().perl(flags))) {

      // when
      String answer = Loopback.call(port, "");
      server.awaitIdle();

      // then
      assertThat(answer).isEqualTo("waits");
    }
  }

  @Test
  void ignoresAndBlocksNoSignal() throws Exception {
    // given
    try (var server = LocalServer.serving(service().command(SHOW_STATUS))) {

      // when
      Map<String, String> status = status(Loopback.call(port, ""));
      server.awaitIdle();

      // then
      assertThat(status)
          .containsEntry("SigBlk", "0000000000000000")
          .containsEntry("SigIgn", "0000000000000000");
    }
  }

  @Test
  void isEndedByWritingToAClientThatIsGone() throws Exception {
    // given
    try (var server =
        LocalServer.serving(service().perl("$| = 1; print 'x' x 999 while 1; exit 7"))) {

      // when
      Loopback.connect(port).close();

      // then
      server.awaitLog("exited service=subject", "signal=13");
      server.awaitIdle();
    }
  }

  @Test
  void leadsAProcessGroupOfItsOwn() throws Exception {
    // given
    try (var server = LocalServer.serving(service().perl("print \"$$ \" . getpgrp()"))) {

      // when
      String[] ids = Loopback.call(port, "").split(" ");
      server.awaitIdle();

      // then
      assertThat(ids[1]).isEqualTo(ids[0]);
    }
  }

  @Test
  void beginsInTheRootFolderWithTheUsualMask() throws Exception {
    // given
    String show = "printf '%s %03o', readlink('/proc/self/cwd'), umask";
    try (var server = LocalServer.serving(service().perl(show))) {

      // when
      String answer = Loopback.call(port, "");
      server.awaitIdle();

      // then
      assertThat(answer).isEqualTo("/ 022");
    }
  }

  @Test
  void knowsBothEndsOfItsConnectionAndNothingOfTheRuntime() throws Exception {
    // given
    String show = "print map { \"$_=$ENV{$_}\\n\" } sort keys %ENV";
    try (var server = LocalServer.serving(service().perl(show));
        var client = Loopback.connect(port)) {

      // when
      List<String> environment = Loopback.readAll(client).lines().toList();
      server.awaitIdle();

      // then
      assertThat(environment)
          .containsExactly(
              "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
              "PROTO=TCP",
              "REMOTE_ADDR=127.0.0.1",
              "REMOTE_HOST=127.0.0.1",
              "REMOTE_PORT=" + client.getLocalPort(),
              "SERVER_ADDR=127.0.0.1",
              "SERVER_PORT=" + port,
              "TCPLOCALIP=127.0.0.1",
              "TCPLOCALPORT=" + port,
              "TCPREMOTEIP=127.0.0.1",
              "TCPREMOTEPORT=" + client.getLocalPort());
    }
  }

  @Test
  void hasTheNameThatTheServiceGivesIt() throws Exception {
    // given
    var handler =
        Map.of(
            "command", List.of("/bin/sh", "-c", "tr '\\0' ' ' </proc/$$/cmdline"), "argv0", "me");
    try (var server = LocalServer.serving(service().field("handler", handler))) {

      // when
      String words = Loopback.call(port, "");
      server.awaitIdle();

      // then
      assertThat(words).startsWith("me -c ");
    }
  }

  @Test
  void runsAsItsUserWithAllItsGroupsAndWithoutPrivileges() throws Exception {
    // given
    assumeRoot();
    Accounts.User user = Accounts.user("nobody").orElseThrow();
    try (var server = LocalServer.serving(service().command(SHOW_STATUS).user("nobody"))) {

      // when
      Map<String, String> status = status(Loopback.call(port, ""));
      server.awaitIdle();

      // then
      assertThat(status)
          .containsEntry("Uid", fourTimes(user.uid()))
          .containsEntry("Gid", fourTimes(user.gid()))
          .containsEntry("CapEff", "0000000000000000")
          .containsEntry("CapPrm", "0000000000000000")
          .containsEntry("CapInh", "0000000000000000")
          .containsEntry("CapAmb", "0000000000000000");
      assertThat(status.get("Groups").split(" "))
          .containsExactlyInAnyOrderElementsOf(
              Accounts.groups(user.name(), user.gid()).stream().map(String::valueOf).toList());
    }
  }

  @Test
  void runsInTheGroupThatTheServiceNames() throws Exception {
    // given
    assumeRoot();
    int group = Accounts.group("daemon").orElseThrow();
    try (var server =
        LocalServer.serving(
            service().command(SHOW_STATUS).user("nobody").launch("group", "daemon"))) {

      // when
      Map<String, String> status = status(Loopback.call(port, ""));
      server.awaitIdle();

      // then
      assertThat(status).containsEntry("Gid", fourTimes(group));
    }
  }

  @Test
  void gainsNoPrivilegesByExecUnlessTheServiceAllowsIt() throws Exception {
    // given
    int second = KinetdProcess.freePort();
    try (var server =
        LocalServer.serving(
            service().command(SHOW_STATUS),
            Service.named("trusted")
                .port(second)
                .command(SHOW_STATUS)
                .launch("noNewPrivileges", "Disabled"))) {

      // when
      Map<String, String> byDefault = status(Loopback.call(port, ""));
      Map<String, String> allowed = status(Loopback.call(second, ""));
      server.awaitIdle();

      // then
      assertThat(byDefault).containsEntry("NoNewPrivs", "1");
      assertThat(allowed).containsEntry("NoNewPrivs", "0");
    }
  }

  @Test
  void getsManyArgumentsAsTheyAre() throws Exception {
    // given
    String[] words = new String[1000];
    Arrays.setAll(words, i -> "w'\"\\ $" + i);
    String[] command = new String[words.length + 3];
    System.arraycopy(words, 0, command, 3, words.length);
    command[0] = "/usr/bin/perl";
    command[1] = "-e";
    command[2] = "print join(\"\\n\", @ARGV)";
    try (var server = LocalServer.serving(service().command(command))) {

      // when
      String answer = Loopback.call(port, "");
      server.awaitIdle();

      // then
      assertThat(answer.lines()).containsExactly(words);
    }
  }

  private Service service() {
    return Service.named("subject").port(port);
  }

  static void assumeRoot() {
    assumeTrue(ProcessControl.effectiveUser() == 0, "needs root, to start handlers as others");
  }

  private static String fourTimes(int id) {
    return String.join(" ", List.of("" + id, "" + id, "" + id, "" + id));
  }

  private static Map<String, String> status(String text) {
    var fields = new TreeMap<String, String>();
    for (String line : text.lines().toList()) {
      String[] field = line.split(":", 2);
      fields.put(field[0], field[1].strip().replaceAll("\\s+", " "));
    }
    return fields;
  }
}
