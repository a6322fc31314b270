package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Peer;
import dev.kinetd.runtime.support.PrivateMachine;
import dev.kinetd.runtime.support.RunnerJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's hosts.allow and hosts.deny, on a machine of its own that has such addresses. */
class HostsAccessIT {

  private static final String INSIDE = "192.168.111.7";
  private static final String OUTSIDE = "192.168.112.7";
  private static final String NETWORK = "ALL: 192.168.111.0/255.255.255.0";

  private static final Path RULE = Path.of("..", "examples", "access", "report.yaml");

  @TempDir Path folder;

  @Test
  void refusesClientOutsideTheNetwork() throws Exception {
    try (var kinetd = serve(NETWORK, "ALL: ALL")) {
      // then
      assertThat(call(kinetd, INSIDE)).isEqualTo("hello\n");
      assertThat(call(kinetd, OUTSIDE)).isEmpty();
      assertThat(kinetd.awaitLog(" refused ", "client=" + OUTSIDE))
          .contains("reason=access", "/etc/hosts.deny:1");
      kinetd.assertNothingLeaked();
    }
  }

  @Test
  void countsAChangeWithinASecond() throws Exception {
    try (var kinetd = serve(NETWORK, "ALL: ALL")) {
      // given
      assertThat(call(kinetd, OUTSIDE)).isEmpty();

      // when
      Command.of(Path.of("/bin/sh"), "-c", "echo 'ALL: ALL' >/etc/hosts.allow")
          .behind(kinetd.inside())
          .run();
      kinetd.awaitLog(" reloaded ", "hosts files");

      // then
      assertThat(call(kinetd, OUTSIDE)).isEqualTo("hello\n");
    }
  }

  @Test
  void servesByATwistInPlaceOfTheService() throws Exception {
    try (var kinetd = serve("ALL: " + OUTSIDE + " : twist /bin/echo go away %a", "ALL: ALL")) {
      // then
      assertThat(call(kinetd, OUTSIDE)).isEqualTo("go away " + OUTSIDE + "\n");
      assertThat(call(kinetd, INSIDE)).isEmpty();
      kinetd.assertNothingLeaked();
    }
  }

  @Test
  void asksACommandAndGivesTheHandlerItsEnvironment() throws Exception {
    try (var kinetd =
        serve("ALL: ALL : aclexec /usr/bin/test %a = " + INSIDE + " : setenv WHO %a", "ALL: ALL")) {
      // then
      assertThat(call(kinetd, INSIDE)).isEqualTo("hello " + INSIDE + "\n");
      assertThat(call(kinetd, OUTSIDE)).isEmpty();
      kinetd.assertNothingLeaked();
    }
  }

  @Test
  void runsNoCommandAsRootUnlessThatIsAllowed() throws Exception {
    // given
    String allow = "ALL: ALL : spawn /usr/bin/touch " + folder.resolve("spawned");
    try (var kinetd = serveAs("root", allow, "")) {
      // when
      String answer = call(kinetd, INSIDE);

      // then
      assertThat(answer).isEmpty();
      assertThat(kinetd.awaitLog(" refused ", "reason=access")).contains("--allow-root-hooks");
      assertThat(folder.resolve("spawned")).doesNotExist();
    }
  }

  @Test
  void explainsBothSides() throws Exception {
    try (var kinetd = serve(NETWORK, "ALL: ALL")) {
      // then
      assertThat(match(kinetd, "sh", INSIDE))
          .contains("step:     /etc/hosts.allow:", ": matches: daemon ALL, client 192.168.111.0/")
          .endsWith("access:   granted\n");
      assertThat(match(kinetd, "sh", OUTSIDE))
          .contains("step:     /etc/hosts.deny:", ": matches: daemon ALL, client ALL")
          .endsWith("access:   denied\n");
    }
  }

  @Test
  void keepsTheSamePolicyAsAnAccessRule() throws Exception {
    // given
    Path config = Files.copy(RULE, folder.resolve("report.yaml"));
    folder.toFile().setExecutable(true, false);
    var machine = new PrivateMachine().address(INSIDE + "/32").address(OUTSIDE + "/32");
    try (var kinetd = KinetdProcess.serving(config).in(machine).withoutAdmin().start()) {
      // then
      assertThat(call(kinetd, INSIDE, "5555")).isEqualTo("hello\n");
      assertThat(call(kinetd, OUTSIDE, "5555")).isEmpty();
      assertThat(kinetd.awaitLog(" refused ", "client=" + OUTSIDE))
          .contains("reason=access", "closed");
      assertThat(match(kinetd, "report", INSIDE, "--config", config.toString()))
          .contains("Allow office: matches: from 192.168.111.0/24\n")
          .endsWith("access:   granted\n");
      assertThat(match(kinetd, "report", OUTSIDE, "--config", config.toString()))
          .contains("Allow office: the client is not meant\n", "step:     no Allow matches")
          .endsWith("access:   denied\n");
      kinetd.assertNothingLeaked();
    }
  }

  private KinetdProcess serve(String allow, String deny) throws Exception {
    return serveAs("nobody", allow, deny);
  }

  private KinetdProcess serveAs(String user, String allow, String deny) throws Exception {
    var machine =
        new PrivateMachine()
            .address(INSIDE + "/32")
            .address(OUTSIDE + "/32")
            .append("/etc/hosts.allow", allow)
            .append("/etc/hosts.deny", deny);
    Path greeting = Files.writeString(folder.resolve("greet.sh"), "echo hello ${WHO}\n");
    greeting.toFile().setReadable(true, false);
    folder.toFile().setExecutable(true, false);
    Path config =
        Files.writeString(
            folder.resolve("inetd.conf"),
            "7000 stream tcp4 nowait " + user + " /bin/sh greet " + greeting + "\n");
    return KinetdProcess.serving(config).in(machine).withoutAdmin().withHostsAccess().start();
  }

  /** What a client with this address gets; empty when it is closed without a word. */
  private static String call(KinetdProcess kinetd, String from) throws Exception {
    return call(kinetd, from, "7000");
  }

  private static String call(KinetdProcess kinetd, String from, String port) throws Exception {
    return Command.of(Peer.NC_OPENBSD.path(), "-s", from, INSIDE, port)
        .behind(kinetd.inside())
        .end()
        .text();
  }

  /** What {@code kinetd match} says on that machine. */
  private static String match(KinetdProcess kinetd, String daemon, String client, String... more)
      throws Exception {
    List<String> words = RunnerJar.command("match", daemon, client);
    return Command.of(
            Path.of(words.getFirst()), words.subList(1, words.size()).toArray(String[]::new))
        .with(more)
        .behind(kinetd.inside())
        .end()
        .text();
  }
}
