package dev.kinetd.runtime.listen;

import static dev.kinetd.runtime.support.KinetdProcess.freePort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kinetd.runtime.admin.ControlSocket;
import dev.kinetd.runtime.admin.RuleHits;
import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.RunnerJar;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What options of hosts files do, for connections and for datagrams, and what is told of it. */
class HostsOptionsIT {

  private static final String INSIDE = "127.0.0.1";
  private static final String OUTSIDE = "127.9.9.9";

  private static final String SAY_ENVIRONMENT =
      "open S, '+<&=', 0; $p = recv(S, $d, 99, 0);"
          + " send(S, sprintf('%s %03o', $ENV{WHO}, umask), 0, $p)";

  private static final String RULES =
      """
      ---
      apiVersion: kinetd.dev/v1alpha1
      kind: AccessRule
      metadata: {name: office}
      spec: {services: {}, action: Allow, from: [{cidr: 127.0.0.0/16}]}
      ---
      apiVersion: kinetd.dev/v1alpha1
      kind: AccessRule
      metadata: {name: trial}
      spec: {services: {}, action: Deny, from: [{cidr: 127.0.0.1/32}], audit: Enabled}
      ---
      apiVersion: kinetd.dev/v1alpha1
      kind: AccessRule
      metadata: {name: never}
      spec: {services: {}, action: Deny, from: [{cidr: 192.0.2.0/24}]}
      """;

  @TempDir Path folder;

  private int port;
  private KinetdProcess kinetd;

  @BeforeEach
  void prepare() throws IOException {
    port = freePort();
    // Commands of the files run as the services' user.
    folder.toFile().setExecutable(true, false);
    folder.toFile().setWritable(true, false);
  }

  @AfterEach
  void end() throws IOException {
    if (kinetd != null) {
      kinetd.close();
    }
  }

  @Test
  void tellsByWhichRulesAClientWasAdmittedOrRefusedAndCountsThem() throws Exception {
    // given
    Service cat = Service.named("cat").port(port).command("/bin/cat");
    start(
        Service.yaml(cat) + RULES,
        "cat: 127.0.0.1 : severity auth.notice\n",
        "ALL: ALL : severity crit\n");
    Path yaml = folder.resolve("s.yaml");
    Path allow = folder.resolve("hosts.allow");
    Path deny = folder.resolve("hosts.deny");

    // when
    assertThat(call(INSIDE)).isEqualTo("hello");
    assertThat(call("127.0.0.2")).isEmpty();
    assertThat(call(OUTSIDE)).isEmpty();

    // then
    assertThat(kinetd.awaitLog(" admitted "))
        .contains("verdict=allowed rule=office at=" + yaml + ":", "hosts=" + allow + ":1")
        .contains("level=notice facility=auth");
    assertThat(kinetd.awaitLog(" refused ", "client=127.0.0.2"))
        .contains("verdict=denied hosts=" + deny + ":1 level=crit");
    assertThat(kinetd.awaitLog(" refused ", "client=" + OUTSIDE))
        .contains("verdict=closed")
        .doesNotContain("hosts=");
    assertThat(kinetd.awaitLog(" audit ", "client=" + INSIDE)).contains("would=refuse");
    assertThat(ControlSocket.ask(kinetd.control()).rules())
        .extracting(RuleHits::rule, RuleHits::audit, RuleHits::hits)
        .containsExactly(
            tuple("Allow office", false, 1L),
            tuple("Deny trial", true, 1L),
            tuple("Deny never", false, 0L),
            tuple("cat: 127.0.0.1 : severity auth.notice", false, 1L),
            tuple("ALL: ALL : severity crit", false, 1L));
    assertThat(status())
        .containsPattern("RULE HITS +RULE +WHERE")
        .containsPattern(" 1 +Allow office +" + yaml + ":")
        .containsPattern(" 1 +audit +Deny trial ")
        .containsPattern(" 0 +Deny never ");
  }

  @Test
  void goesOnCountingOverAReload() throws Exception {
    // given
    Service cat = Service.named("cat").port(port).command("/bin/cat");
    start(Service.yaml(cat) + RULES, "ALL: ALL\n", "");
    assertThat(call(INSIDE)).isEqualTo("hello");

    // when
    Files.writeString(folder.resolve("hosts.allow"), "# changed\nALL: ALL\n");
    kinetd.awaitLog(" reloaded ", "hosts files");
    kinetd.signal("HUP");
    kinetd.awaitLog(" reloaded ", "1 services");
    assertThat(call(INSIDE)).isEqualTo("hello");

    // then
    assertThat(ControlSocket.ask(kinetd.control()).rules())
        .extracting(RuleHits::hits)
        .containsExactly(2L, 2L, 0L, 2L);
  }

  @Test
  void carriesOptionsOutBeforeTheHandlerOfADatagramStarts() throws Exception {
    // given
    start(
        Service.yaml(datagrams().perl(SAY_ENVIRONMENT)),
        "cat: 127.0.0.1 : spawn /usr/bin/touch "
            + folder.resolve("spawned")
            + "-%a : setenv WHO %a : umask 077 : banners /nonexistent : severity debug\n",
        "ALL: ALL : spawn /usr/bin/touch " + folder.resolve("spawned") + "-%a\n");

    // then
    assertThat(ask(OUTSIDE)).isNull();
    assertThat(ask(INSIDE)).isEqualTo(INSIDE + " 077");
    assertThat(folder.resolve("spawned-" + INSIDE)).exists();
    assertThat(folder.resolve("spawned-" + OUTSIDE)).exists();
    assertThat(kinetd.awaitLog(" admitted ", "service=cat client=" + INSIDE))
        .contains("verdict=allowed hosts=" + folder.resolve("hosts.allow") + ":1 level=debug");
    kinetd.awaitLog(" warning ", "option banners does nothing for datagrams to cat");
  }

  @Test
  void asksACommandAboutTheSenderOfADatagram() throws Exception {
    // given
    String deny = "ALL: ALL : aclexec /usr/bin/test %a != " + INSIDE + "\n";
    start(Service.yaml(datagrams().perl(SAY_ENVIRONMENT)), "", deny);

    // then
    assertThat(ask(OUTSIDE)).isNull();
    assertThat(ask(INSIDE)).isEqualTo(" 022");
    assertThat(kinetd.awaitLog(" refused ", "client=" + OUTSIDE)).contains("commands=0");
  }

  @Test
  void servesADatagramByATwistAndDropsItWhereThatLeavesIt() throws Exception {
    // given
    Path answer = folder.resolve("answer.pl");
    Files.writeString(answer, SAY_ENVIRONMENT.replace("$ENV{WHO}", "'twisted'"));
    answer.toFile().setReadable(true, false);
    start(
        Service.yaml(datagrams().perl(SAY_ENVIRONMENT)),
        "cat: 127.0.0.2 : twist /usr/bin/perl " + answer + "\ncat: 127.9. : twist /bin/true\n",
        "");

    // then
    assertThat(ask("127.0.0.2")).isEqualTo("twisted 022");
    assertThat(ask(OUTSIDE)).isNull();
    assertThat(ask(INSIDE)).isEqualTo(" 022");
    assertThat(kinetd.awaitLog(" admitted ", "client=" + OUTSIDE)).contains("verdict=delegated");
  }

  @Test
  void knowsThePortToWhichADatagramComes() throws Exception {
    // given
    start(Service.yaml(datagrams().perl(SAY_ENVIRONMENT)), "", port + ": 127.9.\n");

    // then
    assertThat(ask(OUTSIDE)).isNull();
    assertThat(ask(INSIDE)).isEqualTo(" 022");
    kinetd.awaitLog(" refused ", "client=" + OUTSIDE);
  }

  @Test
  void doesNotAnswerADatagramByABuiltinInPlaceOfATwist() throws Exception {
    // given
    start(
        Service.yaml(datagrams().builtin("Echo")),
        "cat: 127.9. : twist /bin/true\n",
        "cat: 127.8. : aclexec /bin/false\n");

    // then
    assertThat(ask(OUTSIDE)).isNull();
    assertThat(ask("127.8.8.8")).isNull();
    assertThat(ask(INSIDE)).isEqualTo("hello");
    kinetd.awaitLog(" refused ", "client=" + OUTSIDE, "no");
    kinetd.awaitLog(" warning ", "option twist refuses datagrams to cat");
    kinetd.awaitLog(" warning ", "option aclexec refuses datagrams to cat");
  }

  private Service datagrams() {
    return Service.named("cat")
        .port(port)
        .field("protocol", "UDP")
        .field("access", Map.of("daemonName", "cat"));
  }

  private void start(String yaml, String allow, String deny) throws Exception {
    Path file = Files.writeString(folder.resolve("s.yaml"), yaml);
    Path allowFile = Files.writeString(folder.resolve("hosts.allow"), allow);
    Path denyFile = Files.writeString(folder.resolve("hosts.deny"), deny);
    kinetd =
        KinetdProcess.serving(file)
            .with("--hosts-allow", allowFile.toString(), "--hosts-deny", denyFile.toString())
            .withHostsAccess()
            .start();
  }

  private String status() throws Exception {
    Process process =
        new ProcessBuilder(RunnerJar.command("status", "--control", kinetd.control().toString()))
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String call(String from) throws IOException {
    return Loopback.callFrom(from, port, "hello");
  }

  private String ask(String from) throws IOException {
    return Loopback.askFrom(
        from, port, "hello", Duration.ofMillis(from.startsWith("127.0.") ? 20_000 : 300));
  }
}
