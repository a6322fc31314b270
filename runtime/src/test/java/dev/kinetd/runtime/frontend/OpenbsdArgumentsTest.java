package dev.kinetd.runtime.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How openbsd-inetd makes words and arguments of its lines; where in doubt, it was asked. */
class OpenbsdArgumentsTest {

  @TempDir private Path folder;

  @Test
  void passesQuotesOnAndSaysSo() {
    // when
    Sources sources = inetd("80 stream tcp nowait root /x x \"a b\" it's");

    // then
    assertThat(sources.onlySpec().handler().command()).containsExactly("/x", "\"a", "b\"", "it's");
    assertThat(sources.findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: warning: quotes do not group words");
  }

  @Test
  void cutsOffWhatIsMoreThanTwentyArguments() {
    // given
    String arguments = "x 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19";

    // then
    assertThat(inetd("80 stream tcp nowait root /x " + arguments).findings()).isEmpty();
    Sources sources = inetd("80 stream tcp nowait root /x " + arguments + " 20 21");
    assertThat(sources.onlySpec().handler().command()).hasSize(20).endsWith("18", "19");
    assertThat(sources.findings())
        .containsExactly(
            "t.conf:1: warning: 22 arguments, of which openbsd-inetd passes on the first 20; the"
                + " rest from \"20\" is cut off; start a script that has the whole command");
  }

  @Test
  void warnsOfAnOptionInThePlaceOfTheName() {
    // when
    Sources sources = inetd("4567 stream tcp nowait nobody /bin/nc -t 192.168.1.41 80");

    // then
    assertThat(sources.onlySpec().handler().effectiveArgv0()).isEqualTo("-t");
    assertThat(sources.onlySpec().handler().command())
        .containsExactly("/bin/nc", "192.168.1.41", "80");
    assertThat(sources.findings())
        .containsExactly(
            "t.conf:1: warning: \"-t\" is the program's name (argv[0]), not an option; write the"
                + " name of the program before it");
  }

  @Test
  void continuesALineWithThoseThatAreIndented() {
    // when
    Sources sources =
        inetd("80 stream tcp4 nowait", "\troot /x", "   x a", "", "81 stream tcp nowait root /y");

    // then
    assertThat(sources.findings()).isEmpty();
    assertThat(sources.read().services())
        .extracting(declared -> declared.service().spec().handler().command())
        .containsExactly(List.of("/x", "a"), List.of("/y"));
  }

  @Test
  void makesArgumentsOfAnIndentedComment() {
    // when
    Sources sources = inetd("# top", "80 stream tcp4 nowait root /x x", "  # my note");

    // then
    assertThat(sources.onlySpec().handler().command()).containsExactly("/x", "#", "my", "note");
    assertThat(sources.findings())
        .containsExactly(
            "t.conf:3: warning: an indented line continues the service of line 2, so this comment"
                + " becomes arguments of its program; begin the comment in column 1");
  }

  @Test
  void makesArgumentsOfATrailingComment() {
    // when
    Sources sources = inetd("80 stream tcp nowait root /x x # note");

    // then
    assertThat(sources.onlySpec().handler().command()).containsExactly("/x", "#", "note");
    assertThat(sources.findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: warning: the comment behind the program becomes arguments");
  }

  @Test
  void doesNotContinueAComment() {
    // when
    Sources sources =
        inetd("# comment", "  80 stream tcp nowait root /x", "# another", "  # no service");

    // then
    assertThat(sources.onlySpec().port()).isEqualTo(80);
    assertThat(sources.findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:4: warning: a # that is not in column 1 begins no comment");
  }

  @Test
  void givesContinuedArgumentsToBothVersionsAndSaysThatInetdDoesNot() {
    // when
    Sources sources = inetd("80 stream tcp nowait root /x x a", "  b c");

    // then
    assertThat(sources.onlySpec().handler().command()).containsExactly("/x", "a", "b", "c");
    assertThat(sources.findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: warning: openbsd-inetd gives the program on its IPv6 socket only");
  }

  @Test
  void makesTheCarriageReturnPartOfTheLastWord() {
    // when
    Sources sources = inetd("# dos\r", "80 stream tcp nowait root /x x a\r", "\r");

    // then
    assertThat(sources.onlySpec().handler().command()).containsExactly("/x", "a\r");
    assertThat(sources.findings())
        .containsExactly(
            "t.conf:2: warning: the line ends in CR LF, and the CR becomes part of \"a\\r\"; save"
                + " the file with LF line ends");
  }

  @Test
  void readsALineThatInetdBreaks() {
    // when
    Sources sources = inetd("80 stream tcp nowait root /x x " + "a".repeat(1100));

    // then
    assertThat(sources.onlySpec().handler().command().getLast()).hasSize(1100);
    assertThat(sources.findings())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: warning: openbsd-inetd breaks a line after 1023 bytes");
  }

  private Sources inetd(String... lines) {
    return new Sources(folder).file("t.conf", lines);
  }
}
