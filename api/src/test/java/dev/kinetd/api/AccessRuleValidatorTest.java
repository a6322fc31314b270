package dev.kinetd.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRuleValidatorTest {

  private String name = "office";
  private Services services = Services.ALL;
  private Action action = Action.Allow;
  private List<Peer> from = List.of(Peer.ofCidr("192.168.111.0/24"));
  private List<Peer> except;
  private List<Schedule> schedule;
  private HostsAccess hostsAccess;

  @Test
  void acceptsARuleWithEverything() {
    // given
    services = new Services(List.of("report", "ftp-tcp"), null);
    from = List.of(Peer.ofCidr("192.168.111.0/24"), Peer.ofHost(".example.com"));
    except = List.of(Peer.ofCidr("192.168.111.13/32"));
    schedule = List.of(new Schedule(List.of(Day.Mon, Day.Fri), "22:00", "06:00", "Europe/Berlin"));

    // then
    assertThat(fields()).isEmpty();
  }

  @Test
  void findsThatEverythingIsMissing() {
    // when
    var empty = new AccessRule(null, new AccessRuleSpec(null, null, null, null, null, null, null));

    // then
    assertThat(AccessRuleValidator.validate(empty))
        .extracting(Finding::field)
        .containsExactly("metadata.name", "spec.services", "spec.action", "spec.from");
    assertThat(AccessRuleValidator.validate(new AccessRule(null, null)))
        .extracting(Finding::field)
        .containsExactly("metadata.name", "spec");
  }

  @Test
  void refusesEveryEmptyList() {
    // given
    services = new Services(List.of(), null);
    from = List.of();
    except = List.of();
    schedule = List.of();

    // then
    assertThat(fields())
        .containsExactly("spec.services.names", "spec.from", "spec.except", "spec.schedule");
    schedule = List.of(new Schedule(List.of(), null, null, "UTC"));
    assertThat(fields()).endsWith("spec.schedule[0].days");
  }

  @Test
  void wantsOneWayToChooseServices() {
    // given
    var labels = new Selector(Map.of("team", "ops"));

    // then
    services = new Services(null, labels);
    assertThat(fields()).isEmpty();
    services = new Services(List.of("a"), labels);
    assertThat(fields()).containsExactly("spec.services");
    services = new Services(null, new Selector(null));
    assertThat(fields()).containsExactly("spec.services.selector.matchLabels");
    services = new Services(List.of("a", "B c"), null);
    assertThat(fields()).containsExactly("spec.services.names[1]");
  }

  @Test
  void wantsOneOfNetworkAndHostInEachEntry() {
    // given
    from =
        List.of(
            Peer.ofCidr("10.0.0.0/8"),
            new Peer(null, null, null, null),
            new Peer("::/0", "a.b", null, null));
    except = List.of(Peer.ofCidr("10.0.0.1/8"), Peer.ofHost("10.0.0.1"));

    // then
    assertThat(fields())
        .containsExactly(
            "spec.from[1]", "spec.from[2]", "spec.except[0].cidr", "spec.except[1].host");
  }

  @Test
  void takesPodsWithOrWithoutNamespacesAndNothingBeside() {
    // given
    var web = new Selector(Map.of("app", "web"));
    var all = new Selector(null);
    from =
        List.of(
            new Peer(null, null, web, null),
            new Peer(null, null, null, all),
            new Peer(null, null, all, web),
            new Peer("10.0.0.0/8", null, null, web));

    // then
    assertThat(findings())
        .extracting(Finding::toString)
        .containsExactly(
            "error: spec.from[3]: has both cidr and pods; give exactly one of cidr, host and pods"
                + " in each entry");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOCAL",
        "KNOWN",
        "UNKNOWN",
        "PARANOID",
        "a",
        ".com",
        "www.example.com",
        "a_b.c-d.e",
        "1a.b"
      })
  void acceptsHostPatterns(String host) {
    // given
    from = List.of(Peer.ofHost(host));

    // then
    assertThat(fields()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "local|write LOCAL",
        "Unknown|write UNKNOWN",
        "ALL|write cidr: 0.0.0.0/0, and cidr: ::/0",
        "10.0.0.1|write a cidr in place of host",
        "192.168.1|write a cidr in place of host",
        "::1|write a cidr in place of host",
        "*.example.com|write a host name, .suffix, LOCAL, KNOWN, UNKNOWN or PARANOID",
        "example.com.|write a host name, .suffix, LOCAL, KNOWN, UNKNOWN or PARANOID",
        ".|write a host name, .suffix, LOCAL, KNOWN, UNKNOWN or PARANOID",
        "a b|write a host name, .suffix, LOCAL, KNOWN, UNKNOWN or PARANOID",
        "@netgroup|write a host name, .suffix, LOCAL, KNOWN, UNKNOWN or PARANOID",
        "''|write a host name, .suffix, LOCAL, KNOWN, UNKNOWN or PARANOID"
      })
  void saysWhatToWriteForAHost(String host, String remedy) {
    // given
    from = List.of(Peer.ofHost(host));

    // then
    assertThat(findings()).extracting(Finding::remedy).containsExactly(remedy);
  }

  @Test
  void refusesBothFormsAtOnce() {
    // given
    hostsAccess = new HostsAccess("ALL: 10.\n", "");
    except = from;

    // then
    assertThat(fields()).containsExactly("spec.action", "spec.from", "spec.except");
    action = null;
    from = null;
    except = null;
    assertThat(fields()).isEmpty();
    hostsAccess = new HostsAccess(" \n", null);
    assertThat(fields()).containsExactly("spec.hostsAccess");
  }

  @ParameterizedTest
  @CsvSource({
    "8:00,18:00,UTC,from",
    "08:00,24:01,UTC,to",
    "08:60,18:00,UTC,from",
    ",18:00,UTC,from",
    "08:00,,UTC,to",
    "24:00,18:00,UTC,from",
    "08:00,08:00,UTC,to",
    "08:00,18:00,,timeZone",
    "08:00,18:00,Europe/Nowhere,timeZone"
  })
  void refusesATimeThatCannotBeMeant(String begin, String end, String zone, String field) {
    // given
    schedule = List.of(new Schedule(null, begin, end, zone));

    // then
    assertThat(fields()).containsExactly("spec.schedule[0]." + field);
  }

  @Test
  void acceptsWholeDaysAndNights() {
    // given
    schedule =
        List.of(
            new Schedule(List.of(Day.Sun), null, null, "UTC"),
            new Schedule(null, "00:00", "24:00", "America/New_York"),
            new Schedule(null, "22:00", "00:00", "UTC"));

    // then
    assertThat(fields()).isEmpty();
  }

  @Test
  void escapesWhatItShows() {
    // given
    name = "a\u001b[31m\n";
    services = new Services(List.of("\n"), null);
    from = List.of(Peer.ofCidr("\u001b/8"), Peer.ofHost("\n"));
    schedule = List.of(new Schedule(null, "\n", "\n", "\n"));

    // then
    assertThat(findings()).hasSize(7);
    assertThat(findings()).allSatisfy(f -> assertThat(f.toString()).matches("[ -~]+"));
  }

  private List<String> fields() {
    return findings().stream().map(Finding::field).toList();
  }

  private List<Finding> findings() {
    var spec = new AccessRuleSpec(services, action, null, from, except, schedule, hostsAccess);
    return AccessRuleValidator.validate(new AccessRule(Metadata.named(name), spec));
  }
}
