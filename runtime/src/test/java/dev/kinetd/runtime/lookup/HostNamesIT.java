package dev.kinetd.runtime.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.access.ClientName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesIT {

  private Lab lab;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    lab = new Lab(folder);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void knowsAClientWhoseNameLeadsBack() {
    // given
    lab.dns.pointer("10.0.0.1", 60, "Web.Example.com").address("web.example.com", 60, "10.0.0.1");
    lab.dns.pointer("2001:db8::1", 60, "six.example.com");
    lab.dns.address("six.example.com", 60, "2001:db8::2");
    lab.dns.address("six.example.com", 60, "2001:db8::1");

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.known("Web.Example.com"));
    assertThat(lab.nameOf("2001:db8::1")).isEqualTo(ClientName.known("six.example.com"));
    assertThat(lab.dns.questions())
        .containsExactly(
            "UDP PTR 1.0.0.10.in-addr.arpa",
            "UDP A web.example.com",
            "UDP PTR 1." + "0.".repeat(23) + "8.b.d.0.1.0.0.2.ip6.arpa",
            "UDP AAAA six.example.com");
  }

  @Test
  void followsADelegatedReverseZone() {
    // given
    lab.dns.alias("5.0.0.10.in-addr.arpa", 60, "5.0-7.0.0.10.in-addr.arpa");
    lab.dns.pointerAt("5.0-7.0.0.10.in-addr.arpa", 60, "small.example.com");
    lab.dns.address("small.example.com", 60, "10.0.0.5");

    // then
    assertThat(lab.nameOf("10.0.0.5")).isEqualTo(ClientName.known("small.example.com"));
  }

  @Test
  void endsAtAliasesThatRunInACircle() {
    // given
    lab.dns.alias("5.0.0.10.in-addr.arpa", 60, "a.0.0.10.in-addr.arpa");
    lab.dns.alias("a.0.0.10.in-addr.arpa", 60, "5.0.0.10.in-addr.arpa");

    // then
    assertThat(lab.nameOf("10.0.0.5")).isEqualTo(ClientName.UNKNOWN);
  }

  @Test
  void trustsNoNameThatLeadsElsewhere() {
    // given
    lab.dns.pointer("10.0.0.1", 60, "trusted.example.com");
    lab.dns.address("trusted.example.com", 60, "10.0.0.2");

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.PARANOID);
  }

  @Test
  void trustsNoNameThatDoesNotExist() {
    // given
    lab.dns.pointer("10.0.0.1", 60, "nowhere.example.com");
    lab.dns.pointer("10.0.0.2", 60, "six.example.com");
    lab.dns.address("six.example.com", 60, "2001:db8::1");

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.PARANOID);
    assertThat(lab.nameOf("10.0.0.2")).isEqualTo(ClientName.PARANOID);
  }

  @Test
  void trustsNoNameThatIsAnAlias() {
    // given
    lab.dns.pointer("10.0.0.1", 60, "www.example.com");
    lab.dns.alias("www.example.com", 60, "web.example.com");
    lab.dns.address("web.example.com", 60, "10.0.0.1");

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.PARANOID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.9", "10.9", "0x0a000009", "167772169"})
  void trustsNoNameThatPassesForAnAddress(String name) {
    // given
    lab.dns.pointer("10.0.0.1", 60, name).address(name, 60, "10.0.0.1");

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.PARANOID);
    assertThat(lab.dns.questions()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b.example.com", "-rf.example.com", "a\n.example.com", "$(id)", "ü.com"})
  void knowsNoNameThatNoHostCanHave(String name) {
    // given
    lab.dns.pointer("10.0.0.1", 60, name);

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.UNKNOWN);
    assertThat(lab.dns.questions()).hasSize(1);
  }

  @Test
  void knowsNoNameWhereThereIsNone() {
    // given
    lab.dns.alias("2.0.0.10.in-addr.arpa", 60, "elsewhere.example.com");

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.UNKNOWN);
    assertThat(lab.nameOf("10.0.0.2")).isEqualTo(ClientName.UNKNOWN);
  }

  @Test
  void believesTheHostsFileBeforeDns() throws IOException {
    // given
    lab.writeHosts("10.0.0.1 first.example.com second\n");
    lab.dns.pointer("10.0.0.1", 60, "dns.example.com").address("dns.example.com", 60, "10.0.0.1");

    // when
    var answer = lab.names.nameOf(Lab.source("10.0.0.1"));

    // then
    assertThat(answer).isCompletedWithValue(ClientName.known("first.example.com"));
    assertThat(lab.dns.questions()).isEmpty();
  }

  @Test
  void verifiesANameOfDnsInTheHostsFileFirst() throws IOException {
    // given
    lab.writeHosts("10.0.0.7 a.example.com\n2001:db8::7 b.example.com\n");
    lab.dns.pointer("10.0.0.1", 60, "a.example.com").address("a.example.com", 60, "10.0.0.1");
    lab.dns.pointer("10.0.0.2", 60, "b.example.com").address("b.example.com", 60, "10.0.0.2");

    // then
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.PARANOID);
    assertThat(lab.nameOf("10.0.0.2")).isEqualTo(ClientName.known("b.example.com"));
  }

  @Test
  void seesAChangeOfTheHostsFileAndForgetsWhatItContradicts() throws IOException {
    // given
    lab.dns.pointer("10.0.0.1", 900, "a.example.com").address("a.example.com", 900, "10.0.0.1");
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.known("a.example.com"));

    // when
    lab.writeHosts("10.0.0.7 a.example.com\n");

    // then
    lab.pass(Duration.ofSeconds(4));
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.known("a.example.com"));
    lab.pass(Duration.ofSeconds(1));
    assertThat(lab.nameOf("10.0.0.1")).isEqualTo(ClientName.PARANOID);
  }

  @Test
  void findsTheAddressesOfANameInBothVersions() throws IOException {
    // given
    lab.writeHosts("10.0.0.3 file.example.com alias\n2001:db8::3 file.example.com alias\n");
    lab.dns.alias("www.example.com", 60, "web.example.com");
    lab.dns.address("web.example.com", 60, "2001:db8::1");
    lab.dns.address("web.example.com", 60, "10.0.0.1");

    // then
    assertThat(Lab.get(lab.names.addressesOf("www.example.com")))
        .isEqualTo(found("web.example.com", "10.0.0.1", "2001:db8::1"));
    assertThat(Lab.get(lab.names.addressesOf("ALIAS")))
        .isEqualTo(found("file.example.com", "10.0.0.3", "2001:db8::3"));
    assertThat(Lab.get(lab.names.addressesOf("no.example.com"))).isEqualTo(HostAddresses.NONE);
    assertThat(Lab.get(lab.names.addressesOf("no name"))).isEqualTo(HostAddresses.NONE);
  }

  @Test
  void completesAShortNameByTheSearchList() throws IOException {
    // given
    lab.writeResolvConf("nameserver 127.0.0.1\nsearch corp.example example.com\n");
    lab.dns.address("web.example.com", 60, "10.0.0.1");

    // then
    assertThat(Lab.get(lab.names.addressesOf("web")))
        .isEqualTo(found("web.example.com", "10.0.0.1"));
    assertThat(lab.dns.questions())
        .containsExactlyInAnyOrder(
            "UDP A web.corp.example",
            "UDP AAAA web.corp.example",
            "UDP A web.example.com",
            "UDP AAAA web.example.com");
  }

  private static HostAddresses found(String canonical, String... addresses) {
    return HostAddresses.found(canonical, Stream.of(addresses).map(Lab::source).toList());
  }
}
