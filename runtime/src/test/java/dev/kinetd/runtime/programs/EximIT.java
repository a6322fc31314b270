package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Peer;
import dev.kinetd.runtime.support.PrivateMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes the listening socket itself, and leaves when nobody comes any more. */
class EximIT {

  private static final String EXIM_CONFIG =
      """
      primary_hostname = mail.example.org
      acl_smtp_rcpt = anyone
      tls_advertise_hosts =
      keep_environment =
      begin acl
      anyone:
        accept
      begin routers
      all:
        driver = accept
        transport = mailbox
      begin transports
      mailbox:
        driver = appendfile
        file = /var/spool/exim4/mailbox
        user = Debian-exim
      """;

  @TempDir Path folder;

  @Test
  void servesSessionAfterSessionFromOneProcessAndIsStartedAgainWhenItHasLeft() throws Exception {
    // given
    Path eximConfig = Files.writeString(folder.resolve("exim4.conf"), EXIM_CONFIG);
    var machine =
        new PrivateMachine()
            .ownNetwork()
            .append("/etc/passwd", "Debian-exim:x:64110:64110::/nonexistent:/usr/sbin/nologin")
            .append("/etc/group", "Debian-exim:x:64110:")
            .install(Peer.EXIM.path(), "/usr/sbin/exim4")
            .install(eximConfig, "/etc/exim4/exim4.conf")
            .run("mkdir -p /var/spool/exim4 /var/log/exim4")
            .run("chown Debian-exim: /var/spool/exim4 /var/log/exim4");
    Path config =
        Files.writeString(
            folder.resolve("inetd.conf"),
            "smtp stream tcp wait root /usr/sbin/exim4 exim4 -bw2s\n");
    try (var kinetd = KinetdProcess.serving(config).in(machine).withoutAdmin().start()) {

      // when
      send(kinetd, "first");
      send(kinetd, "second");
      kinetd.awaitLog("exited service=smtp-tcp", "status=0");
      long starts = starts(kinetd);
      send(kinetd, "third");

      // then
      assertThat(starts).isEqualTo(1);
      assertThat(starts(kinetd)).isEqualTo(2);
      await("delivery")
          .untilAsserted(
              () ->
                  assertThat(mailbox(kinetd))
                      .contains("Subject: first", "Subject: second", "Subject: third"));
      kinetd.assertNothingLeaked();
    }
  }

  private void send(KinetdProcess kinetd, String subject) throws Exception {
    Path mail = Files.writeString(folder.resolve("mail"), "Subject: " + subject + "\n\nhello\n");
    Command.curl(
            "smtp://127.0.0.1/client.example.org",
            "--mail-from",
            "a@example.org",
            "--mail-rcpt",
            "b@example.org",
            "--upload-file",
            mail.toString())
        .behind(kinetd.inside())
        .run();
  }

  private static String mailbox(KinetdProcess kinetd) throws Exception {
    return Command.of(Path.of("/bin/cat"), "/var/spool/exim4/mailbox")
        .behind(kinetd.inside())
        .end()
        .text();
  }

  private static long starts(KinetdProcess kinetd) throws Exception {
    return kinetd.log().stream().filter(line -> line.contains("admitted service=smtp-tcp")).count();
  }
}
