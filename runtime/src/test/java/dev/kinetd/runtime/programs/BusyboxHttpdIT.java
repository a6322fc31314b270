package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusyboxHttpdIT {

  @TempDir Path folder;

  @Test
  void answersAWebClient() throws Exception {
    // given
    Files.writeString(folder.resolve("index.html"), "the page\n");
    int port = KinetdProcess.freePort();
    Path config =
        Files.writeString(
            folder.resolve("inetd.conf"),
            "%d stream tcp nowait %s %s busybox httpd -i -h %s\n"
                .formatted(port, System.getProperty("user.name"), Peer.BUSYBOX.path(), folder));
    try (var kinetd = KinetdProcess.serving(config).start()) {

      // when
      String page = Command.curl("http://127.0.0.1:" + port + "/").run();
      var missing = Command.curl("--fail", "http://127.0.0.1:" + port + "/missing").end();

      // then
      assertThat(page).isEqualTo("the page\n");
      assertThat(missing.text()).contains("404");
      kinetd.assertNothingLeaked();
    }
  }
}
