package dev.kinetd.runtime.access;

import static dev.kinetd.runtime.access.Addresses.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Action;
import dev.kinetd.api.Finding;
import dev.kinetd.api.Schedule;
import dev.kinetd.api.Toggle;
import dev.kinetd.runtime.access.hosts.HostsNeed;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockTest {

  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-01-05T03:00:00Z");

  private final Policies rules = new Policies();

  @Test
  void hasTheSemanticsOfHostsFiles() {
    // given
    rules.block("files", "ALL: 10.1. : deny\nALL: 10.0.0.0/8\n", "report: ALL");

    // then
    assertThat(said("10.2.0.1")).isEqualTo("true allowed files hostsAccess.allow:2");
    assertThat(said("10.1.0.1")).isEqualTo("false denied files hostsAccess.allow:1");
    assertThat(said("11.0.0.1")).isEqualTo("false denied files hostsAccess.deny:1");
  }

  @Test
  void mustAdmitBesideTheOtherRules() {
    // given
    rules.block("files", "", "ALL: 10.\n").allow("net", "10.1.0.0/16", "11.0.0.0/8");

    // then
    assertThat(said("11.0.0.1")).isEqualTo("true allowed net");
    assertThat(said("10.1.0.1")).isEqualTo("false denied files hostsAccess.deny:1");
    assertThat(said("12.0.0.1")).isEqualTo("false closed");
  }

  @Test
  void standsInPlaceOfTheDefaultWhileInForce() {
    // given
    rules
        .byDefault(Action.Deny)
        .block("files", "", "ALL: 10.0.0.0/8\n")
        .at(new Schedule(null, "08:00", "18:00", "UTC"));

    // then
    assertThat(said("11.0.0.1")).startsWith("true allowed files");
    assertThat(said("11.0.0.1", NIGHT, null)).isEqualTo("false default");
  }

  @Test
  void asksForWhatItsLinesNeed() {
    // given
    rules.block("files", "", "ALL: .evil.net\nALL: bob@10.0.0.0/8\n");

    // then
    assertThat(decide("10.0.0.1", NOON, null))
        .isInstanceOfSatisfying(
            Needed.class,
            needed -> assertThat(needed.need()).isInstanceOf(HostsNeed.ClientName.class));
    assertThat(
            rules
                .policy()
                .decide(
                    HostsRequest.of(Policies.SERVICE, source("10.0.0.1"))
                        .at(source("10.0.0.2"), 79),
                    NOON,
                    Facts.NONE.withClientName(ClientName.UNKNOWN)))
        .isInstanceOfSatisfying(
            Needed.class,
            needed -> assertThat(needed.need()).isInstanceOf(HostsNeed.ClientUser.class));
    assertThat(said("11.0.0.1", NOON, ClientName.known("x.evil.net"))).startsWith("false denied");
    assertThat(said("11.0.0.1", NOON, ClientName.known("x.org"))).startsWith("true allowed");
  }

  @Test
  void takesNoAnswerForNoNameAsHostsFilesDo() {
    // given
    rules.block("files", "", "ALL: .evil.net\n");

    // then
    assertThat(said("11.0.0.1", NOON, ClientName.FAILED)).startsWith("true allowed");
  }

  @Test
  void asksNothingWhereAnotherRuleRefuses() {
    // given
    rules.block("files", "", "ALL: .evil.net\n").deny("net", "10.0.0.0/8");

    // then
    assertThat(said("10.0.0.1")).isEqualTo("false denied net");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALL: ALL: spawn /bin/true",
        "ALL: ALL: twist /bin/echo",
        "ALL: ALL: aclexec /bin/true",
        "ALL: ALL: banners /etc",
        "ALL: /etc/clients"
      })
  void refusesWhatAResourceMayNotDo(String line) {
    // given
    rules.block("files", "# first\n" + line + "\n", "");
    AccessRules compiled = rules.compile(AccessRules.NONE);

    // then
    assertThat(said("10.0.0.1")).isEqualTo("false not-understood files");
    assertThat(compiled.findings())
        .filteredOn(finding -> finding.toString().contains(" error: "))
        .singleElement()
        .extracting(Finding::toString)
        .asString()
        .startsWith("rules.yaml:1: error: spec.hostsAccess.allow: line 2: ");
  }

  @Test
  void isRehearsedAsAnAudit() {
    // given
    rules.block("files", Toggle.Enabled, "", "ALL: 10.0.0.0/8\n");

    // then
    assertThat(said("10.0.0.1")).isEqualTo("true default");
    assertThat(((Verdict) decide("10.0.0.1", NOON, null)).wouldChange()).isTrue();
    assertThat(((Verdict) decide("11.0.0.1", NOON, null)).wouldChange()).isFalse();
  }

  private String said(String client) {
    return said(client, NOON, null);
  }

  private String said(String client, Instant now, ClientName name) {
    return switch (decide(client, now, name)) {
      case Needed needed -> "needed: " + needed.need();
      case Verdict verdict ->
          verdict.granted()
              + " "
              + verdict.why().word()
              + (verdict.rule() == null ? "" : " " + verdict.rule().name())
              + (verdict.block() == null || verdict.block().file() == null
                  ? ""
                  : " " + verdict.block().file() + ":" + verdict.block().line());
    };
  }

  private Decision decide(String client, Instant now, ClientName name) {
    return Policies.decide(rules.policy(), source(client), now, name);
  }
}
