package dev.kinetd.runtime.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Peer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTranslationTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3,10.1.2.3/32",
    "192.168.111.0/255.255.255.0,192.168.111.0/24",
    "192.168.111.0/24,192.168.111.0/24",
    "128.0.0.0/1,128.0.0.0/1",
    "0.0.0.0/0.0.0.0,0.0.0.0/0",
    "10.,10.0.0.0/8",
    "192.168.,192.168.0.0/16",
    "192.168.1.,192.168.1.0/24",
    "[2001:db8::1],2001:db8::1/128",
    "[2001:db8::1]/32,2001:db8::/32",
    "[::]/0,::/0"
  })
  void turnsAddressesIntoNetworks(String token, String cidr) {
    assertThat(PeerTranslation.of(token).peers()).containsExactly(Peer.ofCidr(cidr));
  }

  @ParameterizedTest
  @CsvSource({
    "www.Example.com,www.example.com",
    ".example.COM,.example.com",
    "local,LOCAL",
    "Unknown,UNKNOWN",
    "PARANOID,PARANOID"
  })
  void turnsNamesIntoHosts(String token, String host) {
    assertThat(PeerTranslation.of(token).peers()).containsExactly(Peer.ofHost(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.168.1",
        "10.1.2.3/24",
        "10.0.0.0/0",
        "10.0.0.0/33",
        "10.1.2.3/255.255.255.255",
        "[::]/129"
      })
  void leavesOutWhatMatchesNobody(String token) {
    // when
    PeerTranslation translation = PeerTranslation.of(token);

    // then
    assertThat(translation.peers()).isEmpty();
    assertThat(translation.obstacle()).isNull();
    assertThat(translation.remark()).startsWith("matches nobody (");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@group",
        "bob@10.1.2.3",
        "/etc/clients",
        "*.example.com",
        "10.1.?.3",
        ".5",
        ".0.5",
        "web.",
        "10.0.0.0/255.0.255.0",
        "10.0.0.0/24abc",
        "010.0.0.0/8",
        "[2001:db8::]/x",
        "[10.0.0.0]/8",
        "[::/0",
        "#",
        "a_b!"
      })
  void saysWhatNoRuleCanMean(String token) {
    // when
    PeerTranslation translation = PeerTranslation.of(token);

    // then
    assertThat(translation.peers()).isEmpty();
    assertThat(translation.obstacle()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALL", "all"})
  void turnsAllIntoBothFamilies(String token) {
    assertThat(PeerTranslation.of(token).peers())
        .containsExactly(Peer.ofCidr("0.0.0.0/0"), Peer.ofCidr("::/0"));
  }
}
