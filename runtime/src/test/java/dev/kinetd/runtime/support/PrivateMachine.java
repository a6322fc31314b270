package dev.kinetd.runtime.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A view of this machine that belongs to one process: programs at paths of their own, accounts,
 * addresses, none of which anybody else sees and none of which is left afterwards. Made of a mount
 * namespace with an overlay on /etc, /usr and /var, and a network namespace where an address is
 * asked for. Needs root; a test that asks for it without is skipped.
 */
public final class PrivateMachine {

  private static final String OVERLAYS =
      """
      set -e
      mount -t tmpfs none /mnt
      for folder in etc usr var; do
        mkdir /mnt/$folder.upper /mnt/$folder.work
        mount -t overlay none /$folder \
          -o lowerdir=/$folder,upperdir=/mnt/$folder.upper,workdir=/mnt/$folder.work
      done
      """;

  private final List<String> setup = new ArrayList<>(List.of(OVERLAYS));
  private boolean ownNetwork;

  /** Puts a program there, as if it were installed. */
  public PrivateMachine install(Path program, String at) {
    return run("install -D -m 755 " + quote(program.toString()) + " " + quote(at));
  }

  /** Adds a line to a file, such as /etc/passwd. */
  public PrivateMachine append(String file, String line) {
    return run("printf '%s\\n' " + quote(line) + " >>" + quote(file));
  }

  /** Gives the machine a network of its own, where every port is free; it has only a loopback. */
  public PrivateMachine ownNetwork() {
    ownNetwork = true;
    return run("ip link set lo up");
  }

  /** Gives the machine a network of its own that owns this address, besides the loopback ones. */
  public PrivateMachine address(String address) {
    return ownNetwork().run("ip address add " + quote(address) + " dev lo");
  }

  /** Runs a piece of shell as root while the machine is set up; a failure ends it. */
  public PrivateMachine run(String shell) {
    setup.add(shell);
    return this;
  }

  /** What to write before a command so that it runs in there, with the pid that the caller sees. */
  public List<String> words() {
    assumeTrue(canBeMade(), "no namespaces: needs root, and mount and overlayfs allowed");
    var words = new ArrayList<>(List.of(Peer.UNSHARE.path().toString(), "--mount"));
    if (ownNetwork) {
      words.add("--net");
    }
    words.addAll(List.of("/bin/sh", "-c", String.join("\n", setup) + "\nexec \"$@\"", "sh"));
    return words;
  }

  private static boolean canBeMade() {
    try {
      Process probe =
          new ProcessBuilder(Peer.UNSHARE.path().toString(), "--mount", "/bin/sh", "-c", OVERLAYS)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String quote(String word) {
    assertThat(word).doesNotContain("'");
    return "'" + word + "'";
  }
}
