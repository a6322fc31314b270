package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Peer;
import dev.kinetd.runtime.support.PrivateMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** sshd wants root, becomes the user by itself, and tells the user where the client comes from. */
class SshdIT {

  @TempDir Path folder;

  @Test
  void logsAUserIn() throws Exception {
    // given
    var machine =
        Alice.addTo(new PrivateMachine().ownNetwork())
            .append("/etc/passwd", "sshd:x:64113:64113::/run/sshd:/usr/sbin/nologin")
            .run("mount -t tmpfs none /run\nmkdir -m 755 /run/sshd")
            .run("mkdir -p /etc/ssh\nmount -t tmpfs -o mode=755 none /etc/ssh")
            .append("/etc/ssh/sshd_config", "HostKey /etc/ssh/host")
            .append("/etc/ssh/sshd_config", "AuthorizedKeysFile /etc/ssh/client.pub")
            .install(key("client").resolveSibling("client.pub"), "/etc/ssh/client.pub")
            .install(key("host"), "/etc/ssh/host")
            .run("chmod 600 /etc/ssh/host")
            .install(Peer.SSHD.path(), "/usr/sbin/sshd");
    Path config =
        Files.writeString(
            folder.resolve("inetd.conf"), "ssh stream tcp nowait root /usr/sbin/sshd sshd -i\n");
    try (var kinetd = KinetdProcess.serving(config).in(machine).withoutAdmin().start()) {

      // when
      String answer = ssh("id -un; echo $SSH_CONNECTION").behind(kinetd.inside()).run();

      // then
      assertThat(answer).matches("(?s).*alice\n127\\.0\\.0\\.1 \\d+ 127\\.0\\.0\\.1 22\n");
      kinetd.assertNothingLeaked();
    }
  }

  private Path key(String name) throws Exception {
    Path file = folder.resolve(name);
    Command.of(Peer.SSH_KEYGEN.path(), "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
        .run();
    return file;
  }

  private Command ssh(String command) {
    return Command.of(Peer.SSH.path(), "-F", "none", "-i", folder.resolve("client").toString())
        .with("-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no")
        .with("-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR")
        .with("alice@127.0.0.1", command);
  }
}
