package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Peer;
import dev.kinetd.runtime.support.PrivateMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three lines of examples/first-steps as they stand, on a machine that has a POP3 server, a
 * netcat, the example's script and the address 192.168.1.41 where these lines look for them.
 */
class FirstStepsIT {

  private static final Path EXAMPLE = Path.of("..", "examples", "first-steps").toAbsolutePath();

  @TempDir Path www;
  private KinetdProcess kinetd;

  @BeforeEach
  void serveTheExample() throws Exception {
    var machine =
        new PrivateMachine()
            .address("192.168.1.41/32")
            .install(Peer.NC_OPENBSD.path(), "/bin/nc")
            .install(EXAMPLE.resolve("mytest.sh"), "/usr/local/bin/mytest.sh")
            .install(Peer.POPA3D.path(), "/usr/sbin/in.pop3d");
    kinetd =
        KinetdProcess.serving(EXAMPLE.resolve("inetd.conf"))
            .in(addMailbox(machine))
            .withoutAdmin()
            .start();
  }

  @AfterEach
  void end() throws Exception {
    if (kinetd != null) {
      kinetd.close();
    }
  }

  @Test
  void greetsAndEchoesThroughTelnetAsNobody() throws Exception {
    // given
    String telnet = "'" + Peer.TELNET.path() + "' 127.0.0.1 5555";
    try (var terminal = Terminal.start(kinetd.inside(), telnet)) {

      // when
      terminal.awaitText("today is ");
      List<String> status = Files.readAllLines(Path.of("/proc", handler("5555-tcp"), "status"));
      terminal.type("how are you\n");
      terminal.awaitEnd();

      // then
      assertThat(terminal.screen())
          .contains("you sent me how are you")
          .contains("Connection closed by foreign host.");
      assertThat(status)
          .contains("Uid:\t65534\t65534\t65534\t65534", "Gid:\t65534\t65534\t65534\t65534");
    }
    kinetd.awaitLog("exited service=5555-tcp", "status=0");
    kinetd.assertNothingLeaked();
  }

  @Test
  void showsAMailboxToAPop3Client() throws Exception {
    // when
    String list = curl("pop3://127.0.0.1/", "--user", Alice.LOGIN).run();
    String mail = curl("pop3://127.0.0.1/1", "--user", Alice.LOGIN).run();
    var stranger = curl("pop3://127.0.0.1/", "--user", "alice:guessed").end();

    // then
    assertThat(list).matches("1 \\d+\\s+");
    assertThat(mail).contains("Subject: first steps").contains("hello alice");
    assertThat(stranger.status()).as("exit status of curl: login denied").isEqualTo(67);
    kinetd.assertNothingLeaked();
  }

  @Test
  void reachesAWebServerThroughNetcat() throws Exception {
    // given
    Files.writeString(www.resolve("index.html"), "the page\n");
    Files.setPosixFilePermissions(www, PosixFilePermissions.fromString("rwxr-xr-x"));
    Process web =
        Command.of(
                Peer.BUSYBOX.path(), "httpd", "-f", "-p", "192.168.1.41:80", "-h", www.toString())
            .behind(kinetd.inside())
            .start();
    try {
      await("the web server").until(() -> curl("http://192.168.1.41/").end().status() == 0);

      // when
      String page = curl("http://127.0.0.1:4567/").run();

      // then
      assertThat(page).isEqualTo("the page\n");
      kinetd.assertNothingLeaked();
    } finally {
      web.destroyForcibly().waitFor();
    }
  }

  private static PrivateMachine addMailbox(PrivateMachine machine) {
    return Alice.letInto("popa3d", Alice.addTo(machine))
        .append("/etc/passwd", "popa3d:x:64110:64110::/nonexistent:/usr/sbin/nologin")
        .append("/etc/group", "popa3d:x:64110:")
        .run("mkdir -p /var/lib/popa3d")
        .append("/var/mail/alice", "From bob Mon Jan  1 00:00:00 2024")
        .append("/var/mail/alice", "From: bob")
        .append("/var/mail/alice", "Subject: first steps")
        .append("/var/mail/alice", "")
        .append("/var/mail/alice", "hello alice")
        .append("/var/mail/alice", "")
        .run("chown alice:mail /var/mail/alice\nchmod 660 /var/mail/alice");
  }

  private Command curl(String... arguments) {
    return Command.curl(arguments).behind(kinetd.inside());
  }

  /** The pid of the handler that serves a client of this service. */
  private String handler(String service) {
    return kinetd.awaitLog("admitted service=" + service).replaceFirst(".* pid=(\\d+).*", "$1");
  }
}
