package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of examples/first-steps where a newcomer without root would try it. */
class TelnetIT {

  private static final Path SCRIPT =
      Path.of("..", "examples", "first-steps", "mytest.sh").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void greetsAndEchoesOnAnyPortAsTheCaller() throws Exception {
    // given
    int port = KinetdProcess.freePort();
    Path config =
        Files.writeString(
            folder.resolve("inetd.conf"), port + " stream tcp noweit nobody " + SCRIPT + "\n");
    String telnet = "'" + Peer.TELNET.path() + "' 127.0.0.1 " + port;
    try (var kinetd = KinetdProcess.serving(config).with("--no-user-switch").start();
        var terminal = Terminal.start(List.of(), telnet)) {

      // when
      terminal.awaitText("today is ");
      terminal.type("how are you\n");
      terminal.awaitEnd();

      // then
      assertThat(terminal.screen())
          .contains("you sent me how are you")
          .contains("Connection closed by foreign host.");
      kinetd.assertNothingLeaked();
    }
  }
}
