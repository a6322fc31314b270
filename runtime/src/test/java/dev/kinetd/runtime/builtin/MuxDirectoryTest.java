package dev.kinetd.runtime.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MuxDirectoryTest {

  private final MuxDirectory<Integer> directory =
      new MuxDirectory<>(Map.of("Report", 1, "archive", 2, "zoo", 3));

  @Test
  void findsNamesWithoutRegardToCase() {
    // given, when, then
    assertThat(directory.find("rePORT")).isEqualTo(1);
    assertThat(directory.find("ARCHIVE")).isEqualTo(2);
  }

  @Test
  void findsNothingElse() {
    // given, when, then
    assertThat(directory.find("repor")).isNull();
    assertThat(directory.find("report ")).isNull();
    assertThat(directory.find("")).isNull();
  }

  @Test
  void listsOneNameALine() {
    // given, when, then
    assertThat(directory.listing()).asString().isEqualTo("archive\r\nReport\r\nzoo\r\n");
  }

  @Test
  void knowsHelpInAnyCase() {
    // given, when, then
    assertThat(MuxDirectory.isHelp("HELP")).isTrue();
    assertThat(MuxDirectory.isHelp("help ")).isFalse();
  }

  @Test
  void speaksTheWordsOfTheOldInetds() {
    // given, when, then
    assertThat(MuxDirectory.go()).asString().isEqualTo("+Go\r\n");
    assertThat(MuxDirectory.notAvailable()).asString().isEqualTo("-Service not available\r\n");
  }
}
