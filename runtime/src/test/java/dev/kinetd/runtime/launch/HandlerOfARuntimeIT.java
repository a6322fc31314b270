package dev.kinetd.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Peer;
import dev.kinetd.runtime.support.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a handler has of the process that was started as {@code kinetd run}. */
class HandlerOfARuntimeIT {

  private static final String SHOW_SESSION = "cut -d ' ' -f 1,5,6 /proc/$$/stat";

  private static final String SOFT_AND_HARD = "ulimit -S -n 321 && ulimit -H -n 654 && exec \"$@\"";

  /** A terminal for the words behind it. */
  private static final String AT_A_TERMINAL =
      " --quiet --return --command \"$(printf \"'%s' \" \"$@\")\" /dev/null";

  @TempDir Path folder;

  private int port;

  @BeforeEach
  void choosePort() throws Exception {
    port = KinetdProcess.freePort();
  }

  @Test
  void hasTheLimitOfDescriptorsThatHeldBeforeTheRuntimeRaisedItsOwn() throws Exception {
    // given
    Path document = document("echo $(ulimit -S -n) $(ulimit -H -n)");
    try (var kinetd =
        KinetdProcess.serving(document).by("/bin/sh", "-c", SOFT_AND_HARD, "sh").start()) {

      // when
      String limits = Loopback.call(port, "");

      // then
      assertThat(limits).isEqualTo("321 654\n");
      assertThat(Files.readString(Path.of("/proc/" + kinetd.pid() + "/limits")))
          .containsPattern("Max open files +654 +654");
      kinetd.assertNothingLeaked();
    }
  }

  @Test
  void hasASessionOfItsOwnWhereTheRuntimeHasATerminal() throws Exception {
    // given
    Path document = document(SHOW_SESSION);
    try (var kinetd =
        KinetdProcess.serving(document)
            .by("/bin/sh", "-c", "exec " + Peer.SCRIPT.path() + AT_A_TERMINAL, "sh")
            .start()) {

      // when
      String[] ids = Loopback.call(port, "").strip().split(" ");

      // then
      assertThat(ids).containsOnly(ids[0]);
      kinetd.assertNothingLeaked();
    }
  }

  @Test
  void hasAProcessGroupOfItsOwnWhereTheRuntimeHasNoTerminal() throws Exception {
    // given
    Path document = document(SHOW_SESSION);
    try (var kinetd = KinetdProcess.serving(document).by("/usr/bin/setsid", "--").start()) {

      // when
      List<String> ids = List.of(Loopback.call(port, "").strip().split(" "));

      // then
      assertThat(ids.get(1)).isEqualTo(ids.get(0));
      assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
      kinetd.assertNothingLeaked();
    }
  }

  private Path document(String script) throws Exception {
    return Files.writeString(
        folder.resolve("services.yaml"),
        Service.yaml(Service.named("subject").port(port).shell(script)));
  }
}
