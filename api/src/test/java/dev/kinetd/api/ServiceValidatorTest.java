package dev.kinetd.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceValidatorTest {

  private static final Handler CAT = new Handler(List.of("/bin/cat"), null, null);
  private static final Handler ECHO = new Handler(List.of(), null, Builtin.Echo);

  private Integer port = 7777;
  private Protocol protocol;
  private Mode mode;
  private TcpMux mux;
  private List<String> addresses;
  private UnixSocket socket;
  private Integer backlog;
  private Handler handler = CAT;
  private Launch launch;
  private Limits limits;
  private Access access;

  @Test
  void acceptsTheSimplestService() {
    assertThat(fields()).isEmpty();
  }

  @Test
  void findsThatEverythingIsMissing() {
    assertThat(ServiceValidator.validate(new InetdService(null, null)))
        .extracting(Finding::field)
        .containsExactly("metadata.name", "spec");
  }

  @Test
  void returnsEveryFindingAtOnce() {
    // given
    port = 70000;
    backlog = 0;
    handler = null;
    limits = new Limits(0, new PerSource(0), 0);

    // then
    assertThat(fields())
        .containsExactly(
            "spec.port",
            "spec.backlog",
            "spec.handler",
            "spec.limits.instances",
            "spec.limits.startsPerMinute",
            "spec.limits.perSource.instances");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upper", "a.b", "-a", "a-", "", "a_b", "a\nb"})
  void refusesNamesThatAreNoDnsLabel(String name) {
    // given
    var service = new InetdService(Metadata.named(name), spec());

    // then
    assertThat(ServiceValidator.validate(service))
        .singleElement()
        .satisfies(finding -> assertThat(finding.toString()).matches("[ -~]+"))
        .extracting(Finding::field)
        .isEqualTo("metadata.name");
  }

  @Test
  void refusesANameOfMoreThan63Letters() {
    assertThat(validate("a".repeat(63))).isEmpty();
    assertThat(validate("a".repeat(64))).hasSize(1);
  }

  @Test
  void wantsExactlyOneOfPortAndSocket() {
    // given
    socket = new UnixSocket("/run/x.sock", null, null, null);

    // then
    assertThat(fields()).containsExactly("spec.socket");
    port = null;
    assertThat(fields()).isEmpty();
    socket = null;
    assertThat(fields()).containsExactly("spec.port");
  }

  @Test
  void looksAtEveryPartOfASocket() {
    // given
    port = null;
    addresses = List.of("127.0.0.1");
    socket = new UnixSocket("relative", "9", "", "a\nb");

    // then
    assertThat(fields())
        .containsExactly(
            "spec.addresses",
            "spec.socket.path",
            "spec.socket.mode",
            "spec.socket.user",
            "spec.socket.group");
  }

  @Test
  void countsTheBytesOfASocketPath() {
    // given
    port = null;

    // then
    socket = new UnixSocket("/" + "x".repeat(106), null, null, null);
    assertThat(fields()).isEmpty();
    socket = new UnixSocket("/" + "\u00fc".repeat(53) + "x", null, null, null);
    assertThat(fields()).containsExactly("spec.socket.path");
  }

  @Test
  void refusesOneProgramForEachDatagram() {
    // given
    protocol = Protocol.UDP;
    mode = Mode.PerConnection;

    // then
    assertThat(fields()).containsExactly("spec.mode");
    handler = ECHO;
    assertThat(fields()).isEmpty();
  }

  @Test
  void refusesToHandAListenerToABuiltin() {
    // given
    handler = ECHO;
    mode = Mode.Wait;

    // then
    assertThat(fields()).containsExactly("spec.mode");
  }

  @Test
  void wantsANameForAServiceBehindTcpMux() {
    // given
    mode = Mode.TcpMux;

    // then
    assertThat(fields()).containsExactly("spec.port", "spec.tcpMux.name");
    port = null;
    mux = new TcpMux("Help", false);
    assertThat(fields()).containsExactly("spec.tcpMux.name");
    mux = new TcpMux("two words", false);
    assertThat(fields()).containsExactly("spec.tcpMux.name");
    mux = new TcpMux("news", true);
    assertThat(fields()).isEmpty();
    protocol = Protocol.UDP;
    assertThat(fields()).contains("spec.protocol");
  }

  @Test
  void refusesAMuxNameInAnyOtherMode() {
    // given
    mux = new TcpMux("news", true);

    // then
    assertThat(fields()).containsExactly("spec.tcpMux");
  }

  @Test
  void wantsExactlyOneHandler() {
    handler = new Handler(List.of("/bin/cat"), "x", Builtin.Echo);
    assertThat(fields()).containsExactly("spec.handler", "spec.handler.argv0");
    handler = new Handler(List.of(), null, null);
    assertThat(fields()).containsExactly("spec.handler");
    handler = new Handler(List.of(""), null, null);
    assertThat(fields()).containsExactly("spec.handler.command[0]");
  }

  @Test
  void takesAScriptThatNamesItsInterpreter() {
    handler = new Handler(null, null, "#!/bin/sh\necho hello\n", null);
    assertThat(fields()).isEmpty();
    handler = new Handler(null, null, "echo hello\n", null);
    assertThat(fields()).containsExactly("spec.handler.script");
    handler = new Handler(null, null, "#!/bin/sh\n\0", null);
    assertThat(fields()).containsExactly("spec.handler.script");
  }

  @Test
  void takesAScriptAlone() {
    // given
    handler = new Handler(List.of("/bin/cat"), "cat", "#!/bin/sh\n", null);

    // then
    assertThat(validate("name"))
        .extracting(Finding::toString)
        .containsExactly(
            "error: spec.handler: has both command and script; give exactly one of them",
            "error: spec.handler.argv0: has no meaning for a script; remove it");
  }

  @Test
  void refusesArgumentsThatExecCannotCarry() {
    // given
    handler = new Handler(List.of("/bin/echo", "a\nb\r", "a\0b"), "c\0d", null);

    // then
    assertThat(fields()).containsExactly("spec.handler.command[2]", "spec.handler.argv0");
  }

  @Test
  void refusesEmptyAccountsAndAddresses() {
    // given
    addresses = List.of("127.0.0.1", " ");
    launch = new Launch("", "\u0007", null, null, null);

    // then
    assertThat(fields())
        .containsExactly("spec.addresses[1]", "spec.launch.user", "spec.launch.group");
  }

  @Test
  void saysForEachFindingWhatToDo() {
    // given
    port = 0;
    handler = null;

    // then
    assertThat(validate("ok")).allSatisfy(finding -> assertThat(finding.remedy()).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "/usr/sbin/in.ftpd", "a:b", "a@b", "#", "a,b", "\u00fc"})
  void refusesADaemonNameThatNoHostsFileCanName(String daemon) {
    // given
    access = new Access(null, daemon, null, null);

    // then
    assertThat(fields()).containsExactly("spec.access.daemonName");
  }

  private List<String> fields() {
    return validate("name").stream().map(Finding::field).toList();
  }

  private List<Finding> validate(String name) {
    return ServiceValidator.validate(new InetdService(Metadata.named(name), spec()));
  }

  private InetdServiceSpec spec() {
    return new InetdServiceSpec(
        null, port, protocol, mode, mux, addresses, null, socket, backlog, handler, launch, limits,
        access);
  }
}
