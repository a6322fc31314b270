package dev.kinetd.operator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback for what a test starts. */
public final class FreePort {

  private FreePort() {}

  /**
   * A port on which nothing listens, and that the kernel gives to no client either: those begin at
   * 32768, and one of them could be in the way of a server that is to come back on its port.
   */
  public static int next() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(14_000, 23_000);
      try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (BindException e) {
        // Taken: another one will do.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
