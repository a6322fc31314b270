package dev.kinetd.runtime.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Builtin;
import dev.kinetd.api.Family;
import dev.kinetd.api.Mode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What inetutils-inetd makes of its lines; where in doubt, the program itself was asked. */
class InetutilsDialectTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "stream, tcp, IPv4",
    "stream, tcp4, IPv4",
    "stream, tcp6, Dual",
    "stream, tcp6only, IPv6",
    "dgram, udp, IPv4",
    "dgram, udp4, IPv4",
    "dgram, udp6, Dual",
    "dgram, udp6only, IPv6"
  })
  void knowsItsProtocols(String type, String name, Family family) {
    // when
    Sources sources = inetd("512 " + type + " " + name + " wait root /bin/cat");

    // then
    assertThat(sources.findings()).isEmpty();
    assertThat(sources.onlySpec().family()).isEqualTo(family);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp46", "unix", "udp", "TCP", "tcp,sndbuf=1k", "rpc/tcp"})
  void refusesOtherProtocols(String name) {
    assertThat(inetd("512 stream " + name + " wait root /bin/cat").findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: error: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "x \"a b\" 'c d'x y'z'|x,a b,c d,x,y'z'",
        "x 'a  b'x|x,a  b,x",
        "\"unclosed a|\"unclosed a",
        "'' b|,b",
        "a\"b c\"d|a,b c,d",
        "a'b c'd|a'b,c'd",
        "\"a\\\"b\" c|a\\,b,\" c",
        "'a\"b' c|a\"b,c",
        "a\"b c|a,\"b c",
        "x \"q\"'r'\"\" z|x,q,r,,z",
        "a#b #c|a#b,#c"
      })
  void groupsWordsByQuotesAsTheProgramDoes(String written, String arguments) {
    // when
    var handler = inetd("80 stream tcp nowait root /x " + written).onlySpec().handler();

    // then
    String rest = String.join(",", handler.command().subList(1, handler.command().size()));
    assertThat(handler.effectiveArgv0() + (rest.isEmpty() ? "" : "," + rest)).isEqualTo(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "x 'a b'|",
        "x 'a b'c|a quote ends the argument \"a b\"",
        "x a\"b c\"|a quote ends the argument \"a\"",
        "x a'b|a quote inside a word is passed on",
        "x \"a b|a quote is not closed",
        "x a # b|the comment behind the program"
      })
  void saysWhatAnAuthorMayNotExpect(String written, String finding) {
    // when
    List<String> findings = inetd("80 stream tcp nowait root /x " + written).findings();

    // then
    if (finding == null) {
      assertThat(findings).isEmpty();
    } else {
      assertThat(findings).first().asString().startsWith("t.conf:1: warning: " + finding);
    }
  }

  @Test
  void readsQuotesInEveryField() {
    assertThat(inetd("\"80\" stream 'tcp' nowait root \"/a b\"").onlySpec().handler().program())
        .isEqualTo("/a b");
  }

  @Test
  void continuesNoLine() {
    // when
    Sources sources =
        inetd("80 stream tcp nowait root /x x a", "  b c", "  # note", "  81 stream tcp wait u /y");

    // then
    assertThat(sources.names()).containsExactly("80-tcp", "81-tcp");
    assertThat(sources.findings())
        .hasSize(2)
        .satisfies(
            findings -> {
              assertThat(findings.get(0)).startsWith("t.conf:2: error: missing fields");
              assertThat(findings.get(1)).startsWith("t.conf:3: warning: a # that is not in");
            });
  }

  @Test
  void dropsTheCarriageReturn() {
    // when
    Sources sources = inetd("80 stream tcp nowait root /x x a\r");

    // then
    assertThat(sources.onlySpec().handler().command()).containsExactly("/x", "a");
    assertThat(sources.findings()).isEmpty();
  }

  @Test
  void knowsNoLimitOfArguments() {
    assertThat(inetd("80 stream tcp nowait root /x x" + " a".repeat(50)).onlySpec().handler())
        .satisfies(handler -> assertThat(handler.command()).hasSize(51));
  }

  @ParameterizedTest
  @CsvSource({"news:staff, news, staff", "news.staff, news, staff", "a.b:c, a.b, c"})
  void splitsTheUserAtTheColonFirst(String field, String user, String group) {
    // when
    var launch = inetd("80 stream tcp nowait " + field + " /x").onlySpec().launch();

    // then
    assertThat(launch.user()).isEqualTo(user);
    assertThat(launch.group()).isEqualTo(group);
  }

  @Test
  void readsTheNumberAsFarAsItIsOne() {
    // when
    Sources sources = inetd("80 stream tcp nowait.2x root /x");

    // then
    assertThat(sources.onlySpec().limits().startsPerMinute()).isEqualTo(2);
    assertThat(sources.findings())
        .containsExactly(
            "t.conf:1: warning: starts per minute \"2x\" is read as 2; write nowait.2");
    assertThat(inetd("80 stream tcp nowait.40 root /x").findings()).isEmpty();
  }

  @Test
  void knowsNoColonBeforeTheNumber() {
    // when
    Sources sources = inetd("80 stream tcp wait:5 root /x");

    // then
    assertThat(sources.onlySpec().mode()).isEqualTo(Mode.PerConnection);
    assertThat(sources.findings()).singleElement().asString().contains("\"wait:5\" is neither");
  }

  @Test
  void addsTheMultiplexerByItself() {
    // when
    Sources sources =
        inetd("tcpmux/a stream tcp nowait root /x", "tcpmux/+b stream tcp nowait root /x");

    // then
    assertThat(sources.findings()).isEmpty();
    assertThat(sources.names()).containsExactly("a-tcpmux", "b-tcpmux", "tcpmux-tcp");
    var mux = sources.read().services().getLast();
    assertThat(mux.service().spec().handler().builtin()).isEqualTo(Builtin.TcpMux);
    assertThat(mux.service().spec().port()).isEqualTo(1);
    assertThat(mux.service().spec().family()).isEqualTo(Family.Dual);
    assertThat(mux.origin().line()).isEqualTo(1);
  }

  @Test
  void addsNoSecondMultiplexer() {
    assertThat(
            inetd("tcpmux/a stream tcp nowait root /x", "tcpmux stream tcp6 nowait root internal")
                .names())
        .containsExactly("a-tcpmux", "tcpmux-tcp6");
  }

  @Test
  void usesEachDefaultAddressAndSaysThatInetdDoesNot() {
    // when
    Sources sources =
        inetd("127.0.0.1:", "80 stream tcp nowait root /x", "*:", "81 stream tcp nowait root /x");

    // then
    assertThat(sources.read().services())
        .extracting(declared -> declared.service().spec().addresses())
        .containsExactly(List.of("127.0.0.1"), List.of());
    assertThat(sources.findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:3: warning: a second default address");
  }

  @Test
  void saysThatItDoesNotKnowBrackets() {
    // when
    Sources sources = inetd("[::1]:80 stream tcp6 nowait root /x");

    // then
    assertThat(sources.onlySpec().addresses()).containsExactly("::1");
    assertThat(sources.findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: warning: inetutils-inetd does not know addresses in brackets");
  }

  @Test
  void saysThatItsTimeIsLonger() {
    assertThat(inetd("time stream tcp nowait root internal").findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: warning: inetutils-inetd answers time with 8 bytes");
  }

  private Sources inetd(String... lines) {
    return new Sources(folder).dialect(Dialect.INETUTILS).file("t.conf", lines);
  }
}
