package dev.kinetd.runtime.support;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program of the real world that tests run: a handler, a client, or a server that kinetd stands
 * in for. {@code ./verify} unpacks the Debian packages into the folder that the environment calls
 * KINETD_PEERS; without it the machine's own program is taken. A test that needs one that is
 * nowhere is skipped by its name.
 */
public enum Peer {
  AS_AMD64("binutils-x86-64-linux-gnu", "usr/bin/x86_64-linux-gnu-as"),
  AS_ARM64("binutils-aarch64-linux-gnu", "usr/bin/aarch64-linux-gnu-as"),
  BUSYBOX("busybox", "bin/busybox", "usr/bin/busybox"),
  CURL(null, "usr/bin/curl"),
  EXIM("exim4-daemon-light", "usr/sbin/exim4"),
  FINGER("finger", "usr/bin/finger"),
  FINGERD("fingerd", "usr/sbin/in.fingerd"),
  FTPD("inetutils-ftpd", "usr/sbin/ftpd"),
  GIT(null, "usr/bin/git"),
  INETUTILS_INETD("inetutils-inetd", "usr/sbin/inetutils-inetd"),
  IP(null, "usr/sbin/ip", "usr/bin/ip", "sbin/ip"),
  NC_OPENBSD("netcat-openbsd", "bin/nc.openbsd", "usr/bin/nc.openbsd"),
  NC_TRADITIONAL("netcat-traditional", "bin/nc.traditional", "usr/bin/nc.traditional"),
  NSENTER(null, "usr/bin/nsenter"),
  NULLIDENTD("nullidentd", "usr/sbin/nullidentd"),
  OBJCOPY_AMD64("binutils-x86-64-linux-gnu", "usr/bin/x86_64-linux-gnu-objcopy"),
  OBJCOPY_ARM64("binutils-aarch64-linux-gnu", "usr/bin/aarch64-linux-gnu-objcopy"),
  OPENBSD_INETD("openbsd-inetd", "usr/sbin/inetd"),
  POPA3D("popa3d", "usr/sbin/popa3d"),
  PRLIMIT(null, "usr/bin/prlimit"),
  RSYNC("rsync", "usr/bin/rsync"),
  SCRIPT(null, "usr/bin/script"),
  SETPRIV(null, "usr/bin/setpriv"),
  SSH("openssh-client", "usr/bin/ssh"),
  SSH_KEYGEN("openssh-client", "usr/bin/ssh-keygen"),
  SSHD("openssh-server", "usr/sbin/sshd"),
  TCPD("tcpd", "usr/sbin/tcpd"),
  TCPDCHK("tcpd", "usr/sbin/tcpdchk"),
  TCPDMATCH("tcpd", "usr/sbin/tcpdmatch"),
  TCPSERVER("ucspi-tcp", "usr/bin/tcpserver"),
  TELNET("inetutils-telnet", "usr/bin/inetutils-telnet", "usr/bin/telnet"),
  TFTPD("tftpd-hpa", "usr/sbin/in.tftpd"),
  UNSHARE(null, "usr/bin/unshare"),
  XINETD("xinetd", "usr/sbin/xinetd");

  private final String debianPackage;
  private final List<String> places;

  Peer(String debianPackage, String... places) {
    this.debianPackage = debianPackage;
    this.places = List.of(places);
  }

  /** The program, absolute; skips the test that asks where it is not to be had. */
  public Path path() {
    return candidates()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> abort("no " + this + " here; ./verify as root on Debian gets it"));
  }

  private Stream<Path> candidates() {
    String cache = System.getenv("KINETD_PEERS");
    Stream<Path> machine = places.stream().map(Path.of("/")::resolve);
    if (cache == null || debianPackage == null) {
      return machine;
    }
    Path unpacked = Path.of(cache).resolve(debianPackage);
    return Stream.concat(places.stream().map(unpacked::resolve), machine);
  }

  /** The name of the program, for people. */
  @Override
  public String toString() {
    return Path.of(places.getFirst()).getFileName().toString();
  }
}
