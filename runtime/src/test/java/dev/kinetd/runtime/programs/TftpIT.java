package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Peer;
import dev.kinetd.runtime.support.PrivateMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * in.tftpd gets the unread datagram socket, answers whoever has asked, stays for more requests and
 * ends when none has come for a while; then the socket is kinetd's to watch again.
 */
class TftpIT {

  @TempDir Path folder;

  @Test
  void servesRequestAfterRequestFromOneProcessAndIsStartedAgainWhenItHasLeft() throws Exception {
    // given
    var machine =
        new PrivateMachine()
            .ownNetwork()
            .run("mkdir -p /srv/tftp\necho 'the file' >/srv/tftp/file")
            .install(Peer.TFTPD.path(), "/usr/sbin/in.tftpd");
    Path config =
        Files.writeString(
            folder.resolve("inetd.conf"),
            "tftp dgram udp wait root /usr/sbin/in.tftpd in.tftpd -t 2 -s /srv/tftp\n");
    try (var kinetd = KinetdProcess.serving(config).in(machine).withoutAdmin().start()) {
      var curl = Command.curl("tftp://127.0.0.1/file").behind(kinetd.inside());

      // when
      String first = curl.run();
      String second = curl.run();
      kinetd.awaitLog("exited service=tftp-udp");
      long starts = starts(kinetd);
      String third = curl.run();

      // then
      assertThat(first).isEqualTo("the file\n");
      assertThat(second).isEqualTo("the file\n");
      assertThat(starts).isEqualTo(1);
      assertThat(third).isEqualTo("the file\n");
      assertThat(starts(kinetd)).isEqualTo(2);
      kinetd.assertNothingLeaked();
    }
  }

  private static long starts(KinetdProcess kinetd) throws Exception {
    return kinetd.log().stream().filter(line -> line.contains("admitted service=tftp-udp")).count();
  }
}
