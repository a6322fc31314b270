package dev.kinetd.runtime.listen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Connections that the kernel has completed and nobody has accepted yet: in {@code /proc/net/tcp}
 * (proc(5)) they are established and have no inode.
 */
final class AcceptQueue {

  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private AcceptQueue() {}

  /** The clients' addresses, in the kernel's spelling. */
  static Set<String> clientsOf(int port) {
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    Set<String> clients = new HashSet<>();
    for (Path table : TABLES) {
      try (Stream<String> lines = Files.lines(table)) {
        lines
            .map(line -> line.strip().split("\\s+"))
            .filter(column -> column.length > INODE && column[LOCAL].endsWith(suffix))
            .filter(column -> column[STATE].equals("01") && column[INODE].equals("0"))
            .forEach(column -> clients.add(column[REMOTE]));
      } catch (IOException e) {
        // A kernel without IPv6 has no second table.
      }
    }
    return clients;
  }
}
