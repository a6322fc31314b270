package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client may send all at once and close its side before the handler has even started. */
class HalfCloseIT {

  private static final int CONNECTIONS = 10_000;
  private static final int AT_ONCE = 32;
  private static final int BYTES = 5_000;

  @TempDir Path folder;

  @Test
  void losesNoByteOfTenThousandClientsThatSendAtOnceAndHalfClose() throws Exception {
    // given
    long seed = System.nanoTime();
    System.out.println("seed of HalfCloseIT: " + seed);
    int port = KinetdProcess.freePort();
    Path config =
        Files.writeString(
            folder.resolve("inetd.conf"),
            "%d stream tcp4 nowait %s /bin/cat cat\n"
                .formatted(port, System.getProperty("user.name")));
    try (var kinetd = KinetdProcess.serving(config).start()) {

      // when
      long whole;
      try (var clients = Executors.newFixedThreadPool(AT_ONCE)) {
        var calls =
            IntStream.range(0, CONNECTIONS)
                .<Callable<Boolean>>mapToObj(i -> () -> comesBackWhole(port, new Random(seed + i)))
                .toList();
        whole = clients.invokeAll(calls).stream().map(HalfCloseIT::get).filter(b -> b).count();
      }

      // then
      assertThat(whole).isEqualTo(CONNECTIONS);
      kinetd.assertNothingLeaked();
    }
  }

  private static boolean comesBackWhole(int port, Random random) throws IOException {
    var sent = new byte[BYTES];
    random.nextBytes(sent);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(sent);
      socket.shutdownOutput();
      return Arrays.equals(sent, socket.getInputStream().readAllBytes());
    }
  }

  private static boolean get(Future<Boolean> answer) {
    try {
      return answer.get();
    } catch (Exception e) {
      throw new AssertionError("a client failed", e);
    }
  }
}
