package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Peer;
import dev.kinetd.runtime.support.PrivateMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that the packages fingerd and tcpd put into inetd.conf, asked by finger. */
class FingerIT {

  @TempDir Path folder;

  @Test
  void tellsAboutAUser() throws Exception {
    // given
    try (var kinetd = serve("/usr/sbin/in.fingerd in.fingerd", machine())) {

      // when
      String answer = finger(kinetd, "alice@127.0.0.1").run();

      // then
      assertThat(answer).contains("Name: Alice Liddell");
      kinetd.awaitLog("exited service=finger-tcp", "status=0");
      kinetd.assertNothingLeaked();
    }
  }

  @Test
  void leavesTheDecisionToTcpdWhereTheLineStartsIt() throws Exception {
    // given
    var machine =
        machine()
            .install(Peer.TCPD.path(), "/usr/sbin/tcpd")
            .run("echo 'in.fingerd: 127.0.0.1' >/etc/hosts.allow\necho 'ALL: ALL' >/etc/hosts.deny")
            .address("192.0.2.1/32");
    try (var kinetd = serve("/usr/sbin/tcpd /usr/sbin/in.fingerd", machine)) {

      // when
      String friend = finger(kinetd, "alice@127.0.0.1").run();
      String stranger = finger(kinetd, "alice@192.0.2.1").end().text();

      // then
      assertThat(friend).contains("Name: Alice Liddell");
      assertThat(stranger).doesNotContain("Liddell");
      assertThat(kinetd.log()).filteredOn(line -> line.contains("admitted")).hasSize(2);
      kinetd.assertNothingLeaked();
    }
  }

  private static PrivateMachine machine() {
    return Alice.addTo(new PrivateMachine().ownNetwork())
        .install(Peer.FINGERD.path(), "/usr/sbin/in.fingerd")
        .install(Peer.FINGER.path(), "/usr/bin/finger");
  }

  private KinetdProcess serve(String program, PrivateMachine machine) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("inetd.conf"), "finger stream tcp nowait nobody " + program + "\n");
    return KinetdProcess.serving(config).in(machine).withoutAdmin().start();
  }

  private static Command finger(KinetdProcess kinetd, String whom) {
    return Command.of(Path.of("/usr/bin/finger"), whom).behind(kinetd.inside());
  }
}
