package dev.kinetd.runtime.resolve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this machine and this process may do, as far as it decides which services can be served.
 *
 * @param uid the effective one of this process
 * @param gid the effective one of this process
 * @param capabilities the effective ones, as a bit set (capabilities(7))
 * @param firstFreePort the lowest port that needs no right (ip(7), ip_unprivileged_port_start)
 * @param ipv6 whether the kernel has IPv6
 */
public record Machine(int uid, int gid, long capabilities, int firstFreePort, boolean ipv6) {

  private static final int CAP_CHOWN = 0;
  private static final int CAP_SETGID = 6;
  private static final int CAP_SETUID = 7;
  private static final int CAP_NET_BIND_SERVICE = 10;

  private static final int DEFAULT_FIRST_FREE_PORT = 1024;

  /** The machine as it is now. */
  public static Machine current() {
    int uid = -1;
    int gid = -1;
    long capabilities = 0;
    for (String line : read("/proc/self/status").split("\n")) {
      String[] words = line.split("\\s+");
      switch (words[0]) {
        case "Uid:" -> uid = Integer.parseUnsignedInt(words[2]);
        case "Gid:" -> gid = Integer.parseUnsignedInt(words[2]);
        case "CapEff:" -> capabilities = Long.parseUnsignedLong(words[1], 16);
        default -> {}
      }
    }
    String port = read("/proc/sys/net/ipv4/ip_unprivileged_port_start").trim();
    return new Machine(
        uid,
        gid,
        capabilities,
        port.isEmpty() ? DEFAULT_FIRST_FREE_PORT : Integer.parseInt(port),
        Files.exists(Path.of("/proc/net/if_inet6")));
  }

  /** Whether handlers can run as somebody else. */
  boolean maySwitchUsers() {
    return has(CAP_SETUID) && has(CAP_SETGID);
  }

  boolean mayBind(int port) {
    return port >= firstFreePort || has(CAP_NET_BIND_SERVICE);
  }

  boolean mayGiveFilesAway() {
    return has(CAP_CHOWN);
  }

  private boolean has(int capability) {
    return (capabilities >> capability & 1) != 0;
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      // Hidden from us: then nothing is taken for allowed, and the findings say what is missing.
      return "";
    }
  }
}
