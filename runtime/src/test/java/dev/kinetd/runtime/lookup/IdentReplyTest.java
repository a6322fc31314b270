package dev.kinetd.runtime.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentReplyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6193, 23 : USERID : UNIX : stjohns | stjohns",
        "6193,23:USERID:UNIX:stjohns | stjohns",
        "  6193\t,\t23 :USERID :OTHER, US-ASCII : a:b@c | a:b@c",
        "6193, 23 : USERID : UNIX : two words | two",
        "06193, 23 : USERID : : x | x",
      })
  void namesTheUser(String line, String user) {
    assertThat(IdentReply.user(line, 6193, 23)).contains(user);
    assertThat(IdentReply.user(line + "\r", 6193, 23)).contains(user);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "6193, 23 : ERROR : NO-USER",
        "6193, 23 : ERROR : HIDDEN-USER : USERID : UNIX : x",
        "6193, 24 : USERID : UNIX : x",
        "6194, 23 : USERID : UNIX : x",
        "23, 6193 : USERID : UNIX : x",
        "999999, 23 : USERID : UNIX : x",
        "6193 23 : USERID : UNIX : x",
        "6193, 23 : userid : UNIX : x",
        "6193, 23 : USERID :: x",
        "6193, 23 : USERID : UNIX :",
        "6193, 23 : USERID : UNIX :  \r",
        "6193, 23 : USERID : UNIX : a\u001b[2Jb",
        "6193, 23 : USERID : UNIX : j\u00fcrgen",
        "x 6193, 23 : USERID : UNIX : x"
      })
  void namesNobody(String line) {
    assertThat(IdentReply.user(line, 6193, 23)).isEmpty();
  }

  @Test
  void cutsALongName() {
    // given
    String line = "6193, 23 : USERID : UNIX : " + "x".repeat(400);

    // then
    assertThat(IdentReply.user(line, 6193, 23)).contains("x".repeat(255));
  }
}
