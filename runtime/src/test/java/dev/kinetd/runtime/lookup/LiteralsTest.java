package dev.kinetd.runtime.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.admission.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {

  @Test
  void readsWhatTheCLibraryReads() {
    assertThat(Literals.parse("192.0.2.1")).isEqualTo(Source.ofIpv4(0xc0000201));
    assertThat(Literals.parse("2001:DB8::1")).isEqualTo(new Source(0x2001_0db8_0000_0000L, 1));
    assertThat(Literals.parse("::ffff:192.0.2.1")).isEqualTo(Source.ofIpv4(0xc0000201));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "1.2.3", "1.2.3.04", "1.2.3.256", "1.2.3.4.5", ":", "1:2", "::1%lo", "a"})
  void readsNothingElse(String text) {
    assertThat(Literals.parse(text)).isNull();
  }

  @Test
  void givesAddressesBack() {
    assertThat(Literals.address(Literals.parse("192.0.2.1")).getHostAddress())
        .isEqualTo("192.0.2.1");
    assertThat(Literals.address(Literals.parse("2001:db8::1")).getHostAddress())
        .isEqualTo("2001:db8:0:0:0:0:0:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.2",
        "1.2.3",
        "1.2.3.4",
        "256",
        "1.16777215",
        "4294967295",
        "1.2.65535",
        "0x10",
        "0X1f.1",
        "010",
        "::1",
        "name:80",
        "00000000000000000000001",
        "0x00000000000000001"
      })
  void findsNamesThatPassForAnAddress(String name) {
    assertThat(Literals.resembles(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3.4.5",
        "256.1",
        "1.256.1",
        "1.16777216",
        "4294967296",
        "1.2.65536",
        "1.2.3.256",
        "08",
        "1..2",
        ".1",
        "a",
        "1a",
        "0x1g",
        "99999999999999999999",
        "1.example.com",
        "0xa.b",
        "0x",
        "1.2.3.0x",
        "1."
      })
  void findsNamesThatPassForNone(String name) {
    assertThat(Literals.resembles(name)).isFalse();
  }
}
