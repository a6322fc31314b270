package dev.kinetd.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runtime whose standard output is a pipe that nobody empties. */
class UnreadLogIT {

  private static final int HANDLERS = 100;

  @TempDir Path folder;

  @Test
  void servesOnAndEndsInOrder() throws Exception {
    // given
    int noisy = KinetdProcess.freePort();
    int port = KinetdProcess.freePort();
    String noise = "binmode STDERR, ':utf8'; print STDERR (chr(300) x 199) . qq(\\n) for 1 .. 1000";
    Path document =
        Files.writeString(
            folder.resolve("s.yaml"),
            Service.yaml(
                Service.named("noisy").port(noisy).perl(noise),
                Service.named("cat").port(port).command("/bin/cat")));
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    // Open at both ends, it makes nobody wait for the other one.
    try (var _ = new RandomAccessFile(pipe.toFile(), "rw");
        var kinetd =
            KinetdProcess.serving(document)
                .by("/bin/sh", "-c", "exec \"$@\" >" + pipe, "sh")
                .launch()) {
      await().ignoreExceptions().until(() -> Loopback.call(port, "up").equals("up"));

      // when
      for (int i = 0; i < HANDLERS; i++) {
        assertThat(Loopback.call(noisy, "")).isEmpty();
      }

      // then
      assertThat(Loopback.call(port, "hello")).isEqualTo("hello");
      assertThat(kinetd.stop()).isZero();
    }
  }
}
