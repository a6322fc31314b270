package dev.kinetd.runtime.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Peer;
import dev.kinetd.runtime.support.PrivateMachine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mailbox behind {@code /usr/sbin/in.pop3d}: Debian's popa3d, which logs users in by PAM. */
class Pop3IT {

  /** What {@code openssl passwd -6} makes of {@code s3cret}. */
  private static final String PASSWORD =
      "$6$kinetd$G4B.B7jmI2I5GcgfdU587HdMsoK0HvURq.7yBJHFNtr6KLBq7Y"
          + "l7NS5XBHC2OtWgCWzow/OMY2VInnMbGRNau.";

  @TempDir Path folder;

  @Test
  void deliversMailToWhoeverHasThePassword() throws Exception {
    // given
    int port = KinetdProcess.freePort();
    Path config = folder.resolve("inetd.conf");
    Files.writeString(config, port + " stream tcp nowait root /usr/sbin/in.pop3d\n");
    try (var kinetd = KinetdProcess.serving(config).in(machineWithMail()).start()) {

      // when
      String mail = curl("alice:s3cret", port);
      kinetd.awaitLog("exited", "status=0");

      // then
      assertThat(mail).contains("Subject: greetings", "hello alice");
      kinetd.assertNothingLeaked();
    }
  }

  @Test
  void keepsMailFromWhoeverHasNot() throws Exception {
    // given
    int port = KinetdProcess.freePort();
    Path config = folder.resolve("inetd.conf");
    Files.writeString(config, port + " stream tcp nowait root /usr/sbin/in.pop3d\n");
    try (var kinetd = KinetdProcess.serving(config).in(machineWithMail()).start()) {

      // when
      String mail = curl("alice:guess", port);
      kinetd.awaitLog("exited");

      // then
      assertThat(mail).contains("curl: (67)").doesNotContain("greetings");
      kinetd.assertNothingLeaked();
    }
  }

  private static PrivateMachine machineWithMail() {
    Path program = Peer.POPA3D.path();
    return new PrivateMachine()
        .install(program, "/usr/sbin/in.pop3d")
        .append("/etc/pam.d/popa3d", "auth required pam_unix.so")
        .append("/etc/pam.d/popa3d", "account required pam_unix.so")
        .append("/etc/passwd", "popa3d:x:64110:64110::/nonexistent:/usr/sbin/nologin")
        .append("/etc/group", "popa3d:x:64110:")
        .append("/etc/passwd", "alice:x:64111:64111::/nonexistent:/bin/sh")
        .append("/etc/group", "alice:x:64111:")
        .append("/etc/shadow", "alice:" + PASSWORD + ":20000:0:99999:7:::")
        .run("mkdir -p -m 755 /var/lib/popa3d /var/mail")
        .append("/var/mail/alice", "From bob Mon Jan  1 00:00:00 2024")
        .append("/var/mail/alice", "From: bob")
        .append("/var/mail/alice", "Subject: greetings")
        .append("/var/mail/alice", "")
        .append("/var/mail/alice", "hello alice")
        .append("/var/mail/alice", "")
        .run("chown 64111:mail /var/mail/alice; chmod 660 /var/mail/alice");
  }

  private String curl(String login, int port) throws IOException, InterruptedException {
    Path out = folder.resolve("mail");
    new ProcessBuilder(
            Peer.CURL.path().toString(),
            "-sS",
            "--max-time",
            "20",
            "--user",
            login,
            "pop3://127.0.0.1:" + port + "/1")
        .redirectErrorStream(true)
        .redirectOutput(out.toFile())
        .start()
        .waitFor();
    return Files.readString(out, StandardCharsets.US_ASCII);
  }
}
