package dev.kinetd.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kinetd.runtime.support.KinetdProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalsIT {

  private static final Path PERL = Path.of("/usr/bin/perl");

  /** Opens a terminal, leaves its other end to a process of its own and runs the words behind. */
  private static final String TERMINAL =
      """
      use POSIX "setsid";
      open(my $far, "+<", "/dev/ptmx") or die "ptmx: $!";
      my ($open, $number) = (pack("i", 0), pack("i", 0));
      ioctl($far, 0x40045431, $open) && ioctl($far, 0x80045430, $number) or die "unlock: $!";
      my $terminal = "/dev/pts/" . unpack("i", $number);
      my $holder = fork();
      if (!$holder) { close STDOUT; close STDERR; sleep 600; exit; }
      open(my $file, ">", "%s"); print $file $holder; close $file;
      setsid(); close $far;
      open(my $near, "+<", $terminal) or die "$terminal: $!";
      ioctl($near, 0x540E, 0) or die "controlling terminal: $!";
      %s
      exec @ARGV;
      """;

  @TempDir private Path folder;

  @Test
  void endsAtATermThatComesBeforeItIsReady() throws Exception {
    // given
    try (var kinetd = KinetdProcess.serving(config()).with("--no-user-switch").launch()) {
      kinetd.awaitLog(" listening ");

      // when
      int status = kinetd.stop();

      // then: TERM may also have come before there was anybody to hear it
      assertThat(status).isIn(0, 143);
    }
  }

  @Test
  void readsAgainAtAHupThatWasIgnoredAtTheStart() throws Exception {
    // given
    try (var kinetd =
        KinetdProcess.serving(config())
            .by("/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh")
            .with("--no-user-switch")
            .start()) {

      // when
      kinetd.signal("HUP");

      // then
      kinetd.awaitLog(" reloaded ");
      assertThat(kinetd.stop()).isZero();
    }
  }

  @Test
  void endsAtATermThatWasIgnoredAtTheStart() throws Exception {
    // given
    try (var kinetd =
        KinetdProcess.serving(config())
            .by("/bin/sh", "-c", "trap '' INT TERM; exec \"$@\"", "sh")
            .with("--no-user-switch")
            .start()) {

      // when
      kinetd.signal("INT");
      kinetd.reload();

      // then
      assertThat(kinetd.log()).noneMatch(line -> line.contains(" draining "));
      assertThat(kinetd.stop()).isZero();
    }
  }

  @Test
  void endsWithTheTerminalThatItWasStartedAt() throws Exception {
    // given
    try (var kinetd = atTerminal("").start()) {
      kinetd.reload();

      // when
      hangUp();

      // then
      assertThat(kinetd.awaitExit()).isZero();
      assertThat(kinetd.log()).anyMatch(line -> line.contains(" ended text=\"in order\""));
    }
  }

  @Test
  void outlivesItsTerminalWhereHupWasIgnored() throws Exception {
    // given
    try (var kinetd = atTerminal("$SIG{HUP} = 'IGNORE';").start()) {

      // when
      hangUp();

      // then
      kinetd.awaitLog(" reloaded ");
      assertThat(kinetd.stop()).isZero();
    }
  }

  /** At a terminal of its own, which is there as long as the process whose id is in a file. */
  private KinetdProcess.Builder atTerminal(String before) throws IOException {
    assumeTrue(Files.isExecutable(PERL), "perl is not installed");
    return KinetdProcess.serving(config())
        .by(PERL.toString(), "-e", TERMINAL.formatted(folder.resolve("terminal"), before))
        .with("--no-user-switch");
  }

  private void hangUp() throws IOException {
    long pid = Long.parseLong(Files.readString(folder.resolve("terminal")));
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private Path config() throws IOException {
    return Files.writeString(
        folder.resolve("inetd.conf"),
        KinetdProcess.freePort() + " stream tcp4 nowait root /bin/cat cat\n");
  }
}
