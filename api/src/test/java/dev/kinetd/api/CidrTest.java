package dev.kinetd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidrTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24,192.0.2.0/24",
    "0.0.0.0/0,0.0.0.0/0",
    "192.0.2.7/32,192.0.2.7/32",
    "::/0,0:0:0:0:0:0:0:0/0",
    "2001:DB8::/32,2001:db8:0:0:0:0:0:0/32",
    "2001:db8::1/128,2001:db8:0:0:0:0:0:1/128",
    "8000::/1,8000:0:0:0:0:0:0:0/1",
    "64:ff9b::192.0.2.0/120,64:ff9b:0:0:0:0:c000:200/120"
  })
  void readsNetworks(String text, String network) throws Exception {
    assertThat(Cidr.parse(text)).hasToString(network);
    assertThat(Cidr.parse(network)).isEqualTo(Cidr.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.168.1.5/24|has bits set behind its length|write 192.168.1.0/24 for the network,"
            + " 192.168.1.5/32 for one address",
        "2001:db8::1/32|has bits set behind its length|write 2001:db8:0:0:0:0:0:0/32 for the"
            + " network, 2001:db8::1/128 for one address",
        "192.168.1.5|has no length|write 192.168.1.5/32 for one address",
        "2001:db8::1|has no length|write 2001:db8::1/128 for one address",
        "192.168.1.0/33|has no valid length|write a number from 0 to 32 after /",
        "192.168.1.0/|has no valid length|write a number from 0 to 32 after /",
        "192.168.1.0/024|has no valid length|write a number from 0 to 32 after /",
        "192.168.1.0/255.255.255.0|has no valid length|write a number from 0 to 32 after /",
        "::/129|has no valid length|write a number from 0 to 128 after /",
        "::ffff:192.0.2.0/120|is an IPv4 network in disguise|write it as 192.0.2.0/24"
      })
  void saysWhyATextIsNoNetwork(String text, String reason, String remedy) {
    // when
    var malformed = catchThrowableOfType(Cidr.MalformedCidr.class, () -> Cidr.parse(text));

    // then
    assertThat(malformed).hasMessage("\"" + text + "\" " + reason);
    assertThat(malformed.remedy()).isEqualTo(remedy);
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "/",
    "192.168.1/24",
    "192.168.010.0/24",
    "192.168.1.256/32",
    "3232235776/32",
    "example.com/24",
    "fe80::1%eth0/64",
    "[2001:db8::]/32",
    ":::/0",
    "1:2:3:4:5:6:7:8:9/128",
    "' 10.0.0.0/8'",
    "'10.0.0.0/8\n'"
  })
  void takesNothingElseForANetwork(String text) {
    assertThat(catchThrowableOfType(Cidr.MalformedCidr.class, () -> Cidr.parse(text))).isNotNull();
  }

  @Test
  void keepsTheFamiliesApart() throws Exception {
    // given
    long mapped = 0x0000_ffff_c000_0207L;

    // then
    assertThat(Cidr.parse("::/0").contains(0, mapped)).isFalse();
    assertThat(Cidr.parse("0.0.0.0/0").contains(0, mapped)).isTrue();
    assertThat(Cidr.parse("0.0.0.0/0").contains(0, 1)).isFalse();
    assertThat(Cidr.parse("::/0").contains(0, 1)).isTrue();
  }

  @Test
  void containsWhatSharesItsFirstBits() throws Exception {
    // given
    Cidr network = Cidr.parse("2001:db8:0:0:8000::/65");

    // then
    assertThat(network.contains(0x2001_0db8_0000_0000L, 0x8000_0000_0000_0000L)).isTrue();
    assertThat(network.contains(0x2001_0db8_0000_0000L, -1L)).isTrue();
    assertThat(network.contains(0x2001_0db8_0000_0000L, 0x7fff_ffff_ffff_ffffL)).isFalse();
    assertThat(network.contains(0x2001_0db8_0000_0001L, -1L)).isFalse();
  }
}
