package dev.kinetd.runtime.access.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.access.hosts.HostsLine.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostsLinesTest {

  @Test
  void joinsLinesAndNumbersThemByTheirLast() {
    // given
    String text = "one\n\nthree \\\n four\\\nfive\nsix\n";

    // when
    List<HostsLine> lines = lines(text);

    // then
    assertThat(lines)
        .extracting(HostsLine::text)
        .containsExactly("one", "", "three  fourfive", "six");
    assertThat(lines).extracting(HostsLine::last).containsExactly(1, 2, 5, 6);
    assertThat(lines.get(2).first()).isEqualTo(3);
    assertThat(lines.get(2).isContinued()).isTrue();
  }

  @Test
  void continuesNoLineWhoseBackslashIsNotItsLastCharacter() {
    assertThat(lines("a \\ \nb\\\r\n"))
        .extracting(HostsLine::text)
        .containsExactly("a \\ ", "b\\\r");
  }

  @Test
  void stopsAtALastLineWithoutNewline() {
    assertThat(lines("a\nb")).extracting(HostsLine::fault).containsExactly(null, Fault.NO_NEWLINE);
    assertThat(lines("a\nb\\\n"))
        .extracting(HostsLine::fault)
        .containsExactly(null, Fault.NO_NEWLINE);
  }

  @Test
  void takesALoneBackslashAtTheEndForNothing() {
    assertThat(lines("a\n\\\n")).extracting(HostsLine::text).containsExactly("a");
  }

  @Test
  void takes2046CharactersAndStopsAtMore() {
    // given
    String longest = "x".repeat(2046);

    // when
    List<HostsLine> taken = lines(longest + "\nnext\n");
    List<HostsLine> stopped = lines(longest + "x\nnext\n");

    // then
    assertThat(taken).extracting(HostsLine::fault).containsExactly(null, null);
    assertThat(stopped).extracting(HostsLine::fault).containsExactly(Fault.TOO_LONG);
    assertThat(stopped.getFirst().last()).isEqualTo(1);
  }

  @Test
  void countsJoinedLinesAgainstTheLimit() {
    assertThat(lines("x".repeat(2000) + "\\\n" + "y".repeat(47) + "\n"))
        .extracting(HostsLine::fault)
        .containsExactly(Fault.TOO_LONG);
    assertThat(lines("x".repeat(2000) + "\\\n" + "y".repeat(46) + "\n"))
        .extracting(HostsLine::fault)
        .containsOnlyNulls();
  }

  @Test
  void hidesTheRestOfALineBehindANulByte() {
    // when
    List<HostsLine> lines = lines("ab\0cd\nef\ngh\n");

    // then
    assertThat(lines).extracting(HostsLine::text).containsExactly("abef", "gh");
    assertThat(lines).extracting(HostsLine::hasNul).containsExactly(true, false);
    assertThat(lines).extracting(HostsLine::last).containsExactly(2, 3);
  }

  @Test
  void knowsAnEmptyFile() {
    assertThat(lines("")).isEmpty();
  }

  private static List<HostsLine> lines(String text) {
    return HostsLines.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
