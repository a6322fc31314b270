package dev.kinetd.runtime.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MuxRequestTest {

  private static MuxRequest of(String bytes) {
    return MuxRequest.of(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void acceptsBothLineEnds() {
    // given, when, then
    assertThat(of("report\r\n")).isEqualTo(new MuxRequest.Named("report", 8));
    assertThat(of("report\n")).isEqualTo(new MuxRequest.Named("report", 7));
  }

  @Test
  void leavesWhatFollowsToTheHandler() {
    // given
    ByteBuffer bytes = ByteBuffer.wrap("a\r\nGET /\n".getBytes(StandardCharsets.US_ASCII));

    // when
    MuxRequest request = MuxRequest.of(bytes);

    // then
    assertThat(request).isEqualTo(new MuxRequest.Named("a", 3));
    assertThat(bytes.position()).isZero();
  }

  @Test
  void waitsForTheEndOfTheLine() {
    // given, when, then
    assertThat(of("")).isEqualTo(new MuxRequest.Incomplete());
    assertThat(of("repo")).isEqualTo(new MuxRequest.Incomplete());
    assertThat(of("report\r")).isEqualTo(new MuxRequest.Incomplete());
  }

  @Test
  void allowsTheLongestNameWithEitherEnd() {
    // given
    String longest = "x".repeat(64);

    // when, then
    assertThat(of(longest)).isEqualTo(new MuxRequest.Incomplete());
    assertThat(of(longest + "\r\n")).isEqualTo(new MuxRequest.Named(longest, 66));
    assertThat(of(longest + "\nmore")).isEqualTo(new MuxRequest.Named(longest, 65));
  }

  @Test
  void givesUpOnLongerNames() {
    // given, when, then
    assertThat(of("x".repeat(65) + "\n")).isEqualTo(new MuxRequest.TooLong());
    assertThat(of("x".repeat(66))).isEqualTo(new MuxRequest.TooLong());
    assertThat(of("x".repeat(500) + "\r\n")).isEqualTo(new MuxRequest.TooLong());
  }

  @Test
  void keepsStrangeBytesAsTheyAre() {
    // given, when, then
    assertThat(of("\r\n")).isEqualTo(new MuxRequest.Named("", 2));
    assertThat(of("a\rb\0\u00ff \n")).isEqualTo(new MuxRequest.Named("a\rb\0\u00ff ", 7));
  }

  @Test
  void readsFromThePositionToTheLimit() {
    // given
    ByteBuffer bytes = ByteBuffer.wrap("xxabc\nyy".getBytes(StandardCharsets.US_ASCII));

    // when, then
    assertThat(MuxRequest.of(bytes.position(2).limit(5))).isEqualTo(new MuxRequest.Incomplete());
    assertThat(MuxRequest.of(bytes.limit(6))).isEqualTo(new MuxRequest.Named("abc", 4));
  }
}
