package dev.kinetd.runtime.builtin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many sockets, epolls and the like this process has open; files are the class loader's. */
public final class OpenDescriptors {

  static {
    // The JDK opens a pair of sockets with the first channel and keeps it.
    try {
      DatagramChannel.open().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OpenDescriptors() {}

  public static long count() {
    try (var all = Files.list(Path.of("/proc/self/fd"))) {
      return all.filter(OpenDescriptors::counts).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean counts(Path link) {
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("socket:") || target.startsWith("anon_inode:");
    } catch (IOException e) {
      // The one through which the folder is being read.
      return false;
    }
  }
}
