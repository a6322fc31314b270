package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** rsync finds out by itself that it was started by an inetd: its descriptor 0 is a socket. */
class RsyncDaemonIT {

  @TempDir Path folder;

  @Test
  void listsAndFetchesAModule() throws Exception {
    // given
    String user = System.getProperty("user.name");
    Path module = Files.createDirectory(folder.resolve("module"));
    Files.writeString(module.resolve("file"), "the content\n");
    Path rsyncConfig =
        Files.writeString(
            folder.resolve("rsyncd.conf"),
            """
            use chroot = no
            uid = %s
            [things]
            path = %s
            comment = what there is
            """
                .formatted(user, module));
    int port = KinetdProcess.freePort();
    Path config =
        Files.writeString(
            folder.resolve("inetd.conf"),
            "%d stream tcp nowait %s %s rsyncd --daemon --config=%s\n"
                .formatted(port, user, Peer.RSYNC.path(), rsyncConfig));
    try (var kinetd = KinetdProcess.serving(config).start()) {

      // when
      String modules = rsync(port, "127.0.0.1::");
      rsync(port, "--archive", "127.0.0.1::things/", folder.resolve("copy").toString());

      // then
      assertThat(modules).matches("things\\s+what there is\\s+");
      assertThat(folder.resolve("copy/file")).hasContent("the content\n");
      kinetd.awaitLog("exited", "status=0");
      kinetd.assertNothingLeaked();
    }
  }

  private static String rsync(int port, String... arguments) throws Exception {
    return Command.of(Peer.RSYNC.path(), "--port=" + port).with(arguments).run();
  }
}
