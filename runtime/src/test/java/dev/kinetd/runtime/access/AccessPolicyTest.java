package dev.kinetd.runtime.access;

import static dev.kinetd.runtime.access.Addresses.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Action;
import dev.kinetd.api.OnLookupFailure;
import dev.kinetd.api.Schedule;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessPolicyTest {

  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-01-05T00:00:00Z");

  private final Policies rules = new Policies();

  @ParameterizedTest
  @EnumSource(Action.class)
  void followsTheDefaultWhereNoRuleSelectsTheService(Action byDefault) {
    // given
    rules.byDefault(byDefault);

    // then
    assertThat(said("10.0.0.1")).isEqualTo((byDefault == Action.Allow) + " default");
    assertThat(rules.policy().canRefuse()).isEqualTo(byDefault == Action.Deny);
  }

  @Test
  void closesAServiceThatSomeRuleAllowsToEverybodyElse() {
    // given
    rules.allow("office", "192.168.111.0/24");

    // then
    assertThat(said("192.168.111.7")).isEqualTo("true allowed office");
    assertThat(said("192.168.112.7")).isEqualTo("false closed");
    assertThat(said("::1")).isEqualTo("false closed");
  }

  @Test
  void letsAnyDenyWinOverEveryAllow() {
    // given
    rules.deny("wide", "10.0.0.0/8").allow("narrow", "10.1.2.3/32").allow("all", "0.0.0.0/0");

    // then
    assertThat(said("10.1.2.3")).isEqualTo("false denied wide");
    assertThat(said("11.1.2.3")).isEqualTo("true allowed all");
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void leavesClientsOfWhomNoRuleSpeaksToTheDefault(Action byDefault) {
    // given
    rules.byDefault(byDefault).deny("bad", "10.0.0.0/8");

    // then
    assertThat(said("10.0.0.1")).isEqualTo("false denied bad");
    assertThat(said("11.0.0.1")).isEqualTo((byDefault == Action.Allow) + " default");
  }

  @Test
  void takesExceptionsOutOfARule() {
    // given
    rules.allow("office", "192.168.111.0/24").except("192.168.111.13/32", "192.168.111.128/25");

    // then
    assertThat(said("192.168.111.12")).isEqualTo("true allowed office");
    assertThat(said("192.168.111.13")).isEqualTo("false closed");
    assertThat(said("192.168.111.200")).isEqualTo("false closed");
  }

  @Test
  void namesTheRuleOfTheNarrowestNetwork() {
    // given
    rules.allow("all", "0.0.0.0/0").allow("narrow", "10.0.0.0/8").allow("same", "10.0.0.0/8");

    // then
    assertThat(said("10.0.0.1")).isEqualTo("true allowed narrow");
  }

  @Test
  void staysClosedOutsideTheScheduleOfAnAllow() {
    // given
    rules.allow("day", "10.0.0.0/8").at(new Schedule(null, "08:00", "18:00", "UTC"));

    // then
    assertThat(said("10.0.0.1", NOON, null)).isEqualTo("true allowed day");
    assertThat(said("10.0.0.1", MIDNIGHT, null)).isEqualTo("false closed");
  }

  @Test
  void deniesWithinTheScheduleOfADeny() {
    // given
    rules.deny("night", "0.0.0.0/0").at(new Schedule(null, "22:00", "06:00", "UTC"));

    // then
    assertThat(said("10.0.0.1", NOON, null)).isEqualTo("true default");
    assertThat(said("10.0.0.1", MIDNIGHT, null)).isEqualTo("false denied night");
  }

  @Test
  void refusesEverybodyForARuleThatIsNotUnderstood() {
    // given
    rules.allow("all", "0.0.0.0/0", "::/0").notUnderstood("broken", Policies.SERVICE);

    // then
    assertThat(said("10.0.0.1")).isEqualTo("false not-understood broken");
    assertThat(decide(null, NOON, null)).matches(verdict -> !((Verdict) verdict).granted());
  }

  @Test
  void asksForANameOnlyWhereItCanMakeADifference() {
    // given
    rules.allow("net", "10.0.0.0/8").allow("name", ".example.com");

    // then
    assertThat(said("10.0.0.1")).isEqualTo("true allowed net");
    assertThat(said("11.0.0.1")).isEqualTo("name needed by name");
    rules.deny("bad", "11.0.0.0/8");
    assertThat(said("11.0.0.1")).isEqualTo("false denied bad");
    rules.deny("evil", ".evil.net");
    assertThat(said("10.0.0.1")).isEqualTo("name needed by evil");
    assertThat(said("11.0.0.1")).isEqualTo("false denied bad");
  }

  @Test
  void asksForNoNameWhereTheClientIsRefusedAnyway() {
    // given
    rules.allow("net", "10.0.0.0/8").deny("evil", ".evil.net");

    // then
    assertThat(said("11.0.0.1")).isEqualTo("false closed");
    assertThat(new Policies().byDefault(Action.Deny).deny("evil", "KNOWN").policy())
        .extracting(policy -> Policies.decide(policy, source("10.0.0.1"), NOON, null))
        .matches(decision -> decision instanceof Verdict verdict && !verdict.granted());
  }

  @Test
  void asksForNoNameOutsideTheScheduleOrWithinTheExceptions() {
    // given
    rules
        .deny("evil", ".evil.net")
        .except("10.0.0.0/8")
        .at(new Schedule(null, "08:00", "18:00", "UTC"));

    // then
    assertThat(said("11.0.0.1", NOON, null)).isEqualTo("name needed by evil");
    assertThat(said("11.0.0.1", MIDNIGHT, null)).isEqualTo("true default");
    assertThat(said("10.0.0.1", NOON, null)).isEqualTo("true default");
  }

  @Test
  void decidesByTheNameOnceItIsKnown() {
    // given
    rules.allow("name", ".example.com", "LOCAL").except("bad.example.com");

    // then
    assertThat(named("www.example.com")).isEqualTo("true allowed name");
    assertThat(named("printer")).isEqualTo("true allowed name");
    assertThat(named("bad.example.com")).isEqualTo("false closed");
    assertThat(said("10.0.0.1", NOON, ClientName.PARANOID)).isEqualTo("false closed");
    assertThat(said("10.0.0.1", NOON, ClientName.UNKNOWN)).isEqualTo("false closed");
  }

  @Test
  void asksForTheNameOfAnException() {
    // given
    rules.allow("net", "10.0.0.0/8").except("UNKNOWN", "PARANOID");

    // then
    assertThat(said("11.0.0.1")).isEqualTo("false closed");
    assertThat(said("10.0.0.1")).isEqualTo("name needed by net");
    assertThat(named("any.where")).isEqualTo("true allowed net");
    assertThat(said("10.0.0.1", NOON, ClientName.PARANOID)).isEqualTo("false closed");
  }

  @Test
  void refusesWhenNobodySaysANameThatCouldDecide() {
    // given
    rules.deny("evil", ".evil.net");

    // then
    assertThat(said("10.0.0.1", NOON, ClientName.FAILED)).isEqualTo("false lookup-failed evil");
    assertThat(said("10.0.0.1", NOON, ClientName.UNVERIFIED)).isEqualTo("false lookup-failed evil");
    assertThat(said("10.0.0.1", NOON, ClientName.UNKNOWN)).isEqualTo("true default");
    assertThat(said("10.0.0.1", NOON, ClientName.PARANOID)).isEqualTo("true default");
  }

  @Test
  void takesNoAnswerForNoNameWhereTheServiceSaysSo() {
    // given
    rules.onFailure(OnLookupFailure.NoMatch).deny("evil", ".evil.net");

    // then
    assertThat(said("10.0.0.1", NOON, ClientName.FAILED)).isEqualTo("true default");
  }

  @Test
  void needsNoAnswerWhereTheAddressDecides() {
    // given
    rules.allow("net", "10.0.0.0/8").allow("name", ".example.com");

    // then
    assertThat(said("10.0.0.1", NOON, ClientName.FAILED)).isEqualTo("true allowed net");
    assertThat(said("11.0.0.1", NOON, ClientName.FAILED)).isEqualTo("false lookup-failed name");
  }

  @Test
  void knowsAClientWithoutAnAddressByNoNetworkAndNoName() {
    // given
    rules.allow("all", "0.0.0.0/0", "::/0", "KNOWN");

    // then
    assertThat(said(null, NOON, null)).isEqualTo("false closed");
    rules.allow("unix", "UNKNOWN");
    assertThat(said(null, NOON, null)).isEqualTo("true allowed unix");
  }

  private String named(String name) {
    return said("10.0.0.1", NOON, ClientName.known(name));
  }

  private String said(String client) {
    return said(client, NOON, null);
  }

  private String said(String client, Instant now, ClientName name) {
    return switch (decide(client, now, name)) {
      case Needed needed -> "name needed by " + needed.rule().name();
      case Verdict verdict ->
          verdict.granted()
              + " "
              + verdict.why().word()
              + (verdict.rule() == null ? "" : " " + verdict.rule().name());
    };
  }

  private Decision decide(String client, Instant now, ClientName name) {
    return Policies.decide(rules.policy(), client == null ? null : source(client), now, name);
  }
}
