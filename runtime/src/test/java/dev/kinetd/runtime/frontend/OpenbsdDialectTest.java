package dev.kinetd.runtime.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Builtin;
import dev.kinetd.api.Family;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Mode;
import dev.kinetd.api.Protocol;
import dev.kinetd.api.Stderr;
import dev.kinetd.api.Toggle;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What openbsd-inetd makes of its fields; where in doubt, the program itself was asked. */
class OpenbsdDialectTest {

  @TempDir private Path folder;

  @Test
  void readsAPlainLine() {
    // when
    Sources sources = inetd("ftp stream tcp nowait root /usr/sbin/ftpd ftpd -l");
    InetdServiceSpec spec = sources.onlySpec();

    // then
    assertThat(sources.findings()).isEmpty();
    assertThat(sources.names()).containsExactly("ftp-tcp");
    assertThat(spec.port()).isEqualTo(21);
    assertThat(spec.protocol()).isEqualTo(Protocol.TCP);
    assertThat(spec.mode()).isEqualTo(Mode.PerConnection);
    assertThat(spec.family()).isEqualTo(Family.Dual);
    assertThat(spec.addresses()).isEmpty();
    assertThat(spec.handler().command()).containsExactly("/usr/sbin/ftpd", "-l");
    assertThat(spec.handler().effectiveArgv0()).isEqualTo("ftpd");
    assertThat(spec.launch().user()).isEqualTo("root");
    assertThat(spec.launch().group()).isNull();
    assertThat(spec.launch().stderr()).isEqualTo(Stderr.Client);
    assertThat(spec.launch().noNewPrivileges()).isEqualTo(Toggle.Disabled);
    assertThat(spec.limits().startsPerMinute()).isNull();
  }

  @Test
  void takesTheBaseNameWhereThereAreNoArguments() {
    // when
    var handler = inetd("110 stream tcp nowait root /usr/sbin/in.pop3d").onlySpec().handler();

    // then
    assertThat(handler.command()).containsExactly("/usr/sbin/in.pop3d");
    assertThat(handler.effectiveArgv0()).isEqualTo("in.pop3d");
  }

  @Test
  void leavesALineOfTcpdToTcpd() {
    // when
    var handler =
        inetd("ftp stream tcp nowait root /usr/sbin/tcpd /usr/sbin/in.ftpd -l")
            .onlySpec()
            .handler();

    // then
    assertThat(handler.program()).isEqualTo("/usr/sbin/tcpd");
    assertThat(handler.effectiveArgv0()).isEqualTo("/usr/sbin/in.ftpd");
    assertThat(handler.command()).containsExactly("/usr/sbin/tcpd", "-l");
  }

  @ParameterizedTest
  @CsvSource({
    "stream, tcp, TCP, Dual",
    "stream, tcp4, TCP, IPv4",
    "stream, tcp6, TCP, IPv6",
    "stream, tcp46, TCP, Dual",
    "dgram, udp, UDP, Dual",
    "dgram, udp4, UDP, IPv4",
    "dgram, udp46, UDP, Dual"
  })
  void knowsItsProtocols(String type, String name, Protocol protocol, Family family) {
    // when
    Sources sources = inetd("512 " + type + " " + name + " wait root /bin/cat");

    // then
    assertThat(sources.findings()).isEmpty();
    assertThat(sources.onlySpec().protocol()).isEqualTo(protocol);
    assertThat(sources.onlySpec().family()).isEqualTo(family);
    assertThat(sources.onlySpec().mode()).isEqualTo(Mode.Wait);
  }

  @Test
  void keepsUdp6ToIpv6AndSaysSo() {
    // when
    Sources sources = inetd("512 dgram udp6 wait root /bin/cat");

    // then
    assertThat(sources.onlySpec().family()).isEqualTo(Family.IPv6);
    assertThat(sources.findings()).singleElement().asString().startsWith("t.conf:1: warning: udp6");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp6only", "TCP", "sctp", "tcp5", ""})
  void refusesOtherProtocols(String name) {
    assertThat(inetd("512 stream " + name + " wait root /bin/cat x").findings())
        .first()
        .asString()
        .startsWith("t.conf:1: error: ");
  }

  @Test
  void listensOnAUnixSocket() {
    // when
    InetdServiceSpec spec = inetd("/run/x.sock stream unix nowait root /bin/cat").onlySpec();

    // then
    assertThat(spec.port()).isNull();
    assertThat(spec.socket().path()).isEqualTo("/run/x.sock");
    assertThat(spec.socket().permissions()).isEqualTo(0666);
    assertThat(inetd("/run/x.sock stream unix nowait root /bin/cat").names())
        .containsExactly("run-x-sock-unix");
  }

  @Test
  void refusesAUnixSocketWithoutAnAbsolutePath() {
    assertThat(inetd("x.sock stream unix nowait root /bin/cat").findings())
        .containsExactly("t.conf:1: error: is not an absolute path; begin it with /");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1:80|127.0.0.1",
        "[::1]:80|::1",
        "::1:80|::1",
        "*:80|''",
        ":80|''",
        "10.0.0.1,localhost:80|10.0.0.1 localhost",
        "10.0.0.1,*:80|''"
      })
  void separatesAddressesAtTheLastColon(String field, String addresses) {
    assertThat(String.join(" ", inetd(field + " stream tcp nowait root /x").onlySpec().addresses()))
        .isEqualTo(addresses);
  }

  @Test
  void letsABlankStandBehindTheColon() {
    // when
    InetdServiceSpec spec = inetd("127.0.0.1: 80 stream tcp nowait root /x a b").onlySpec();

    // then
    assertThat(spec.addresses()).containsExactly("127.0.0.1");
    assertThat(spec.port()).isEqualTo(80);
    assertThat(spec.handler().command()).containsExactly("/x", "b");
  }

  @Test
  void takesALoneAddressForTheLinesThatFollow() {
    // given
    Sources sources =
        inetd(
            "80 stream tcp nowait root /x",
            "127.0.0.1,::1:",
            "81 stream tcp nowait root /x",
            "10.0.0.1:82 stream tcp nowait root /x",
            "/run/s stream unix nowait root /x",
            "*:",
            "83 stream tcp nowait root /x");

    // then
    assertThat(sources.findings()).isEmpty();
    assertThat(sources.read().services())
        .extracting(declared -> declared.service().spec().addresses())
        .containsExactly(
            List.of(), List.of("127.0.0.1", "::1"), List.of("10.0.0.1"), List.of(), List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"noweit", "Wait", "waits", "nowate", "wait,"})
  void takesEveryOtherWordForNowaitAndSaysSo(String word) {
    // when
    Sources sources = inetd("80 stream tcp " + word + " root /x");

    // then
    assertThat(sources.onlySpec().mode()).isEqualTo(Mode.PerConnection);
    assertThat(sources.findings())
        .containsExactly(
            "t.conf:1: warning: \""
                + word
                + "\" is neither wait nor nowait, and is taken for nowait; write wait or nowait");
  }

  @ParameterizedTest
  @CsvSource({"nowait.40, 40", "nowait:1, 1", "wait.3, 3", "nowait.99999999999, 1000000"})
  void takesANumberForStartsPerMinute(String field, int rate) {
    // when
    Sources sources = inetd("80 stream tcp " + field + " root /x");

    // then
    assertThat(sources.onlySpec().limits().startsPerMinute()).isEqualTo(rate);
    assertThat(sources.findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: warning: openbsd-inetd starts one less than the " + rate);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowait.0", "nowait.x", "nowait.", "nowait.-5", "nowait.2x"})
  void hasNoLimitWhereTheNumberIsNone(String field) {
    // when
    Sources sources = inetd("80 stream tcp " + field + " root /x");

    // then
    assertThat(sources.onlySpec().limits().startsPerMinute()).isNull();
    assertThat(sources.findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: warning: starts per minute");
  }

  @ParameterizedTest
  @CsvSource({
    "news.staff, news, staff",
    "news:staff, news, staff",
    "a.b:c, a, b:c",
    "a:b.c, a:b, c"
  })
  void splitsTheUserAtTheDotFirst(String field, String user, String group) {
    // when
    var launch = inetd("80 stream tcp nowait " + field + " /x").onlySpec().launch();

    // then
    assertThat(launch.user()).isEqualTo(user);
    assertThat(launch.group()).isEqualTo(group);
  }

  @Test
  void setsTheGroupOfRootAndSaysThatInetdDoesNot() {
    // when
    Sources sources = inetd("biff dgram udp wait root.tty /usr/sbin/in.comsat in.comsat");

    // then
    assertThat(sources.onlySpec().launch().group()).isEqualTo("tty");
    assertThat(sources.findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: warning: openbsd-inetd passes over the group of root");
  }

  @Test
  void warnsOfNumbersForUsers() {
    assertThat(inetd("80 stream tcp nowait 1000 /x").findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: warning: openbsd-inetd knows no numeric user");
  }

  @Test
  void refusesAnEmptyUserOrGroup() {
    assertThat(inetd("80 stream tcp nowait :tty /x", "81 stream tcp nowait news. /x").findings())
        .hasSize(2)
        .allSatisfy(finding -> assertThat(finding).contains("is incomplete"));
  }

  @Test
  void passesOverBufferSizesAndSaysSo() {
    // when
    Sources sources = inetd("80 stream tcp,sndbuf=16k,rcvbuf=1m nowait root /x");

    // then
    assertThat(sources.names()).containsExactly("80-tcp");
    assertThat(sources.findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: warning: buffer sizes are not applied");
    assertThat(inetd("80 stream tcp,rcvbuf=x nowait root /x").findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: error: unknown buffer size \"rcvbuf=x\"");
  }

  @Test
  void doesNotCarryOutRpc() {
    assertThat(inetd("rstatd/2-4 dgram rpc/udp wait root /x").findings())
        .containsExactly(
            "t.conf:1: error: ONC RPC services (\"rpc/udp\") are not carried out; run the program"
                + " as a daemon of its own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "rdm", "seqpacket", "strm"})
  void refusesOtherSocketTypes(String type) {
    assertThat(inetd("80 " + type + " tcp nowait root /x").findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: error: ");
  }

  @Test
  void letsTheSocketTypeDecideAndSaysSo() {
    // when
    Sources sources = inetd("80 stream udp nowait root /x");

    // then
    assertThat(sources.onlySpec().protocol()).isEqualTo(Protocol.TCP);
    assertThat(sources.findings()).singleElement().asString().contains("the type decides");
  }

  @Test
  void servesDatagramsInTurnAndSaysSo() {
    // when
    Sources sources = inetd("tftp dgram udp nowait root /x");

    // then
    assertThat(sources.onlySpec().mode()).isEqualTo(Mode.Wait);
    assertThat(sources.findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: warning: dgram with nowait is served as wait");
  }

  @Test
  void knowsItsInternalServices() {
    // when
    Sources sources =
        inetd(
            "echo stream tcp nowait root internal",
            "echo dgram udp wait root internal",
            "tcpmux stream tcp nowait root internal");

    // then
    assertThat(sources.findings()).isEmpty();
    assertThat(sources.read().services())
        .extracting(declared -> declared.service().spec().handler().builtin())
        .containsExactly(Builtin.Echo, Builtin.Echo, Builtin.TcpMux);
    assertThat(sources.names()).containsExactly("echo-tcp", "echo-udp", "tcpmux-tcp");
  }

  @Test
  void wantsTheNameOfAnInternalService() {
    assertThat(inetd("7 stream tcp nowait root internal").findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: error: there is no internal service \"7\"");
  }

  @Test
  void knowsServicesBehindTcpmux() {
    // when
    InetdServiceSpec spec = inetd("tcpmux/+News stream tcp nowait nobody /x").onlySpec();

    // then
    assertThat(spec.mode()).isEqualTo(Mode.TcpMux);
    assertThat(spec.port()).isNull();
    assertThat(spec.tcpMux().name()).isEqualTo("News");
    assertThat(spec.tcpMux().announce()).isTrue();
    assertThat(inetd("tcpmux/+News stream tcp nowait nobody /x").names())
        .containsExactly("news-tcpmux");
  }

  @Test
  void namesTheFieldThatIsMissing() {
    assertThat(inetd("80 stream tcp nowait root", "81 stream tcp", "82").findings())
        .extracting(text -> text.substring(0, text.indexOf(';')))
        .containsExactly(
            "t.conf:1: error: missing fields: the line ends before the server",
            "t.conf:2: error: missing fields: the line ends before the wait or nowait",
            "t.conf:3: error: missing fields: the line ends before the socket type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nosuch", "0", "65536", "99999999999999", "80x", "ftp/tcp", "broken"})
  void refusesUnknownPorts(String service) {
    assertThat(inetd(service + " stream tcp nowait root /x").findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: error: ");
  }

  @Test
  void knowsOtherNamesOfAService() {
    assertThat(inetd("www stream tcp nowait root /x").onlySpec().port()).isEqualTo(80);
  }

  @Test
  void saysWhereNamesAreLookedFor() {
    // given
    Path missing = folder.resolve("missing");
    var options = new ReadOptions(null, Dialect.OPENBSD, ServiceNames.of(missing));
    Path file = folder.resolve("t.conf");
    inetd("ftp stream tcp nowait root /x").read();

    // when
    Reading reading = Documents.read(List.of(file), options);

    // then
    assertThat(reading.findings())
        .singleElement()
        .asString()
        .contains("unknown service name \"ftp\" for tcp in " + missing + ", which cannot be read");
  }

  @Test
  void looksForARelativeProgramBelowTheRoot() {
    // when
    Sources sources = inetd("80 stream tcp nowait root bin/x");

    // then
    assertThat(sources.onlySpec().handler().program()).isEqualTo("/bin/x");
    assertThat(sources.findings()).singleElement().asString().contains("is not an absolute path");
  }

  private Sources inetd(String... lines) {
    return new Sources(folder).file("t.conf", lines);
  }
}
