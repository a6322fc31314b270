package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Peer;
import dev.kinetd.runtime.support.PrivateMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * ftpd asks its descriptor 0 which address the client has come to, and opens its data port there.
 */
class FtpIT {

  @TempDir Path folder;

  @Test
  void letsAUserFetchAndStoreInPassiveMode() throws Exception {
    // given
    var machine =
        Alice.letInto("ftp", Alice.addTo(new PrivateMachine().address("192.0.2.1/32")))
            .install(Peer.FTPD.path(), "/usr/sbin/ftpd")
            .run("echo 'her file' >/usr/alice/file");
    Path config =
        Files.writeString(
            folder.resolve("inetd.conf"), "ftp stream tcp nowait root /usr/sbin/ftpd ftpd\n");
    Path upload = Files.writeString(folder.resolve("upload"), "another\n");
    try (var kinetd = KinetdProcess.serving(config).in(machine).withoutAdmin().start()) {

      // when
      String fetched = ftp(kinetd, "file");
      ftp(kinetd, "upload", "--upload-file", upload.toString());
      String fetchedBack = ftp(kinetd, "upload");

      // then
      assertThat(fetched).isEqualTo("her file\n");
      assertThat(fetchedBack).isEqualTo("another\n");
      kinetd.assertNothingLeaked();
    }
  }

  private static String ftp(KinetdProcess kinetd, String file, String... options) throws Exception {
    return Command.curl("ftp://192.0.2.1/" + file, "--user", Alice.LOGIN, "--disable-epsv")
        .with(options)
        .behind(kinetd.inside())
        .run();
  }
}
