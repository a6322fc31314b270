package dev.kinetd.runtime.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which signals the JVM catches or ignores. A child shares its memory until execve, so these must
 * have their default action before the signal mask is cleared; an ignored one (nohup, SIGPIPE)
 * would otherwise stay ignored in the handler.
 */
final class SignalDispositions {

  /**
   * HUP, INT, QUIT, ILL, TRAP, BUS, FPE, USR1, SEGV, USR2, PIPE, TERM, CHLD, XFSZ and glibc's own
   * two: what a JVM may come to catch later on.
   */
  private static final long EXPECTED =
      bits(1, 2, 3, 4, 5, 7, 8, 10, 11, 12, 13, 15, 17, 25, 32, 33);

  private SignalDispositions() {}

  /** A bit for each signal to reset, signal 1 being bit 0. */
  static long toReset() {
    long seen = EXPECTED;
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("SigIgn:") || line.startsWith("SigCgt:")) {
          seen |= Long.parseUnsignedLong(line.substring(7).strip(), 16);
        }
      }
    } catch (IOException e) {
      return ~0L & ~bits(9, 19);
    }
    return seen;
  }

  private static long bits(int... signals) {
    long bits = 0;
    for (int signal : signals) {
      bits |= 1L << (signal - 1);
    }
    return bits;
  }
}
