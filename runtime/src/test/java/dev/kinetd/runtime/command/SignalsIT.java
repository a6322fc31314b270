package dev.kinetd.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalsIT {

  @TempDir private Path folder;

  @Test
  void endsAtATermThatComesBeforeItIsReady() throws Exception {
    // given
    try (var kinetd = KinetdProcess.serving(config()).with("--no-user-switch").launch()) {
      kinetd.awaitLog(" listening ");

      // when
      int status = kinetd.stop();

      // then: TERM may also have come before there was anybody to hear it
      assertThat(status).isIn(0, 143);
    }
  }

  @Test
  void readsAgainAtAHupThatWasIgnoredAtTheStart() throws Exception {
    // given
    try (var kinetd =
        KinetdProcess.serving(config())
            .by("/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh")
            .with("--no-user-switch")
            .start()) {

      // when
      kinetd.signal("HUP");

      // then
      kinetd.awaitLog(" reloaded ");
      assertThat(kinetd.stop()).isZero();
    }
  }

  private Path config() throws IOException {
    return Files.writeString(
        folder.resolve("inetd.conf"),
        KinetdProcess.freePort() + " stream tcp4 nowait root /bin/cat cat\n");
  }
}
