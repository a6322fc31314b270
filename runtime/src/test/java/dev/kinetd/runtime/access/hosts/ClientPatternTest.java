package dev.kinetd.runtime.access.hosts;

import static dev.kinetd.runtime.access.hosts.MemoryFiles.decision;
import static dev.kinetd.runtime.access.hosts.MemoryFiles.grants;
import static dev.kinetd.runtime.access.hosts.MemoryFiles.request;
import static dev.kinetd.runtime.access.hosts.MemoryFiles.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.access.hosts.HostsDecision.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientPatternTest {

  @ParameterizedTest(name = "{0} matches {1}")
  @CsvSource({
    "ALL, 10.0.0.1",
    "all, ::1",
    "10.0.0.1, 10.0.0.1",
    "10.0.0., 10.0.0.255",
    "10., 10.9.9.9",
    "10.0.0.0/255.255.255.0, 10.0.0.77",
    "10.0.0.0/24, 10.0.0.77",
    "10.0.0.0/24abc, 10.0.0.77",
    "10.0.0.0/024, 10.0.0.77",
    "10.0.0.0/4294967320, 10.0.0.77",
    "10.0.0.0/24.5, 10.0.0.77",
    "10.0.0.0/8/8, 10.0.0.77",
    "10.0.0.1/32, 10.0.0.1",
    "0.0.0.0/0.0.0.0, 8.8.8.8",
    "10.0.7.0/255.0.255.0, 10.99.7.1",
    "012.0.0.0/8, 10.0.0.1",
    "0x0a.0.0.0/0xff.0.0.0, 10.0.0.1",
    ".5, 10.0.0.5",
    "10.*, 10.0.0.5",
    "1?.0.0.5, 10.0.0.5",
    "[::1], ::1",
    "[0:0::1], ::1",
    "[2001:db8::77]/32, 2001:db8:1::1",
    "[::]/0, fe80::1",
    "[2001:db8::]/oops, fe80::1",
    "[2001:db8::]/, fe80::1",
    "[fe80::1%1]/64, fe80::2",
    "[2001:db8::1%5], 2001:db8::1",
    "2001*, 2001:db8::1",
    ".4, ::1.2.3.4",
    "UNKNOWN, 10.0.0.1",
    "ALL EXCEPT 10.0.0.2, 10.0.0.1",
    "ALL EXCEPT 10. EXCEPT 10.1., 10.1.0.1",
    "ALL EXCEPT, 10.0.0.1",
    "10.0.0.1 # ALL hosts, 8.8.8.8"
  })
  void matches(String pattern, String client) {
    assertThat(grants(rules("ALL: " + pattern + "\n", "ALL: ALL\n"), client)).isTrue();
  }

  @ParameterizedTest(name = "{0} does not match {1}")
  @CsvSource({
    "192.168.1, 192.168.1.1",
    "192.168.1.5/24, 192.168.1.5",
    "10.0.0.1/255.255.255.255, 10.0.0.1",
    "0.0.0.0/0, 10.0.0.1",
    "10.0.0.0/33, 10.0.0.0",
    "10.0.0.0/99999999999999999999, 10.0.0.0",
    "10.0.0.0/, 10.0.0.0",
    "010.0.0.1, 8.0.0.1",
    "010.0.0.1, 10.0.0.1",
    "10.0.0.1., 10.0.0.1",
    "10.0.0.*/24, 10.0.0.1",
    "[10.0.0.1], 10.0.0.1",
    "[::ffff:10.0.0.1], 10.0.0.1",
    "[::ffff:0:0]/96, 10.0.0.1",
    "[::]/0, 10.0.0.1",
    "[2001:db8::]/129, 2001:db8::",
    "[2001:db8::]/-1, 2001:db8::",
    "[2001:db8::/32], 2001:db8::1",
    "[fe80::*], fe80::1",
    "LOCAL, 10.0.0.1",
    "KNOWN, 10.0.0.1",
    "PARANOID, 10.0.0.1",
    "EXCEPT 10.0.0.2, 10.0.0.1",
    "ALL EXCEPT 10. EXCEPT 10.1., 10.2.0.1",
    "ALL EXCEPT ALL, 10.0.0.1",
    ".10.0.0.1, 10.0.0.1",
    "ALL/8, 10.0.0.1"
  })
  void doesNotMatch(String pattern, String client) {
    assertThat(grants(rules("ALL: " + pattern + "\n", "ALL: ALL\n"), client)).isFalse();
  }

  @ParameterizedTest(name = "{0} matches the name {1}")
  @CsvSource({
    "web.example.com, web.example.com",
    "WEB.Example.com, web.EXAMPLE.com",
    ".example.com, web.example.com",
    ".com, web.example.com",
    "web., web.example.com",
    "w*.example.com, web.example.com",
    "*.EXAMPLE.???, web.example.com",
    "w**, web",
    "**, a",
    "LOCAL, bare",
    "KNOWN, web.example.com",
    "PARANOID, paranoid",
    "UNKNOWN, unknown"
  })
  void matchesNames(String pattern, String name) {
    assertThat(grants(rules("ALL: " + pattern + "\n", "ALL: ALL\n"), "10.0.0.1", name)).isTrue();
  }

  @ParameterizedTest(name = "{0} does not match the name {1}")
  @CsvSource({
    ".example.com, example.com",
    "example.com, web.example.com",
    "LOCAL, web.example.com",
    "LOCAL, unknown",
    "LOCAL, paranoid",
    "KNOWN, paranoid",
    "KNOWN, unknown",
    "UNKNOWN, paranoid",
    "w**, w",
    ".*, web.example.com",
    "*., web.example.com"
  })
  void doesNotMatchNames(String pattern, String name) {
    assertThat(grants(rules("ALL: " + pattern + "\n", "ALL: ALL\n"), "10.0.0.1", name)).isFalse();
  }

  @Test
  void comparesMappedClientsInTheirDottedForm() {
    // given
    HostsRules rules = rules("ALL: 10.0.0.0/8\n", "ALL: ALL\n");

    // then
    assertThat(grants(rules, "::ffff:10.0.0.1")).isTrue();
  }

  /** inet_addr(3) takes it for an error, so that no net holds it; as text it matches. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "ALL, true",
    "255.255.255.255, true",
    "255., true",
    "255*, true",
    ".255, true",
    "255.0.0.0/8, false",
    "255.255.255.0/255.255.255.0, false",
    "255.255.255.255/32, false",
    "0.0.0.0/0.0.0.0, false"
  })
  void noNetHoldsTheLimitedBroadcastAddress(String pattern, boolean granted) {
    // given
    HostsRules rules = rules("ALL: " + pattern + "\n", "ALL: ALL\n");

    // then
    assertThat(grants(rules, "255.255.255.255")).isEqualTo(granted);
    assertThat(rules.explain(request("255.255.255.255"), HostsFacts.NONE).outcome())
        .isEqualTo(rules.decide(request("255.255.255.255"), HostsFacts.NONE));
  }

  /**
   * tcpdmatch leaves this one in its IPv6 form, as it was typed; a connection's address is made
   * IPv4 before libwrap sees any text.
   */
  @Test
  void comparesTheMappedLimitedBroadcastAddressInItsDottedFormToo() {
    // given
    HostsRules dotted = rules("ALL: 255.255.255.255\n", "ALL: ALL\n");
    HostsRules ipv6 = rules("ALL: [::]/0\n", "ALL: ALL\n");

    // then
    assertThat(grants(dotted, "::ffff:255.255.255.255")).isTrue();
    assertThat(grants(ipv6, "::ffff:255.255.255.255")).isFalse();
  }

  @Test
  void keeps127CharactersOfANameOrUser() {
    // given
    String kept = "x".repeat(127);
    HostsFacts facts = HostsFacts.NONE.withClientName(kept + "yz").withUser(kept + "yz");

    // then
    for (String pattern : List.of(kept, kept + "@10.0.0.1")) {
      HostsRules exact = rules("ALL: " + pattern + "\n", "ALL: ALL\n");
      HostsRules longer = rules("ALL: " + pattern.replace("x@", "xy@") + "y\n", "ALL: ALL\n");
      assertThat(decision(exact, request("10.0.0.1"), facts).verdict()).isEqualTo(Verdict.GRANTED);
      assertThat(decision(longer, request("10.0.0.1"), facts).verdict()).isEqualTo(Verdict.DENIED);
    }
  }

  @Test
  void readsPatternsFromFilesAndFilesThatTheyName() {
    // given
    var files =
        new MemoryFiles()
            .with("hosts.allow", "ALL: /etc/friends\n")
            .with("hosts.deny", "ALL: ALL\n")
            .with("/etc/friends", "10.0.0.1\f/etc/more # 10.0.0.3")
            .with("/etc/more", "10.0.0.2,10.0.0.4 2001:db8::1");

    // when
    HostsRules rules = files.rules();

    // then
    assertThat(grants(rules, "10.0.0.1")).isTrue();
    assertThat(grants(rules, "10.0.0.2")).isFalse();
    assertThat(grants(rules, "10.0.0.3")).isTrue();
    assertThat(grants(rules, "2001:db8::1")).isTrue();
    assertThat(rules.watched())
        .containsExactly("hosts.allow", "hosts.deny", "/etc/friends", "/etc/more");
  }

  /** libwrap runs into itself until it crashes, and the client is gone. */
  @Test
  void refusesWhoeverReachesAFileThatNamesItself() {
    // given
    var files =
        new MemoryFiles()
            .with("hosts.allow", "ALL: /etc/loop\n")
            .with("/etc/loop", "10.0.0.1 /etc/loop");

    // then
    assertThat(grants(files.rules(), "10.0.0.1")).isTrue();
    assertThat(grants(files.rules(), "10.0.0.2")).isFalse();
  }

  @Test
  void refusesWhoeverReachesANetgroup() {
    // given
    HostsRules rules = rules("ALL: 10.0.0.1 @trusted ALL\n", "");

    // then
    assertThat(grants(rules, "10.0.0.1")).isTrue();
    assertThat(grants(rules, "10.0.0.2")).isFalse();
  }
}
