package dev.kinetd.runtime.access;

import static dev.kinetd.runtime.access.Addresses.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Action;
import dev.kinetd.api.Day;
import dev.kinetd.api.HostsAccess;
import dev.kinetd.api.OnLookupFailure;
import dev.kinetd.api.Schedule;
import dev.kinetd.api.Toggle;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.access.hosts.HostsRules;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesExplainerTest {

  private static final Instant MONDAY_NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Schedule OFFICE =
      new Schedule(List.of(Day.Mon), "08:00", "18:00", "Europe/Berlin");
  private static final Schedule NIGHT = new Schedule(null, "22:00", "06:00", "UTC");

  private static final HostsRules HOSTS =
      HostsRules.read(
          BlockFiles.ALLOW, BlockFiles.DENY, new BlockFiles(new HostsAccess("ALL: 10.", "")));

  private final Policies rules = new Policies();

  @Test
  void looksAtDeniesFirstAndAtNothingBehindOneThatMatches() {
    // given
    rules
        .allow("office", "10.0.0.0/8")
        .deny("guests", "10.2.0.0/16")
        .deny("printer", "10.1.0.0/16", "10.1.2.3/32");

    // then
    assertThat(steps("10.1.2.3"))
        .containsExactly(
            "rules.yaml:2: Deny guests: the client is not meant",
            "rules.yaml:3: Deny printer: matches: from 10.1.0.0/16");
  }

  @Test
  void goesOnToAllowsAndNamesTheEntry() {
    // given
    rules.deny("guests", "10.2.0.0/16").allow("office", "192.0.2.0/24", "2001:db8::/32");

    // then
    assertThat(steps("2001:db8::1"))
        .containsExactly(
            "rules.yaml:1: Deny guests: the client is not meant",
            "rules.yaml:2: Allow office: matches: from 2001:db8::/32");
  }

  @Test
  void saysWhyAServiceIsClosed() {
    // given
    rules.allow("office", "10.0.0.0/8").except("10.0.0.7/32", "10.0.0.9/32");

    // then
    assertThat(steps("10.0.0.9"))
        .containsExactly(
            "rules.yaml:1: Allow office: from 10.0.0.0/8, but except 10.0.0.9/32 takes it out",
            "no Allow matches: what some Allow is about is closed to everybody else");
  }

  @Test
  void namesTheDefaultWhereNoRuleDecides() {
    // given
    assertThat(steps("10.0.0.1")).containsExactly("no rule decides: access.default is Allow");

    // when
    rules.deny("guests", "10.2.0.0/16").byDefault(Action.Deny);

    // then
    assertThat(steps("10.0.0.1"))
        .containsExactly(
            "rules.yaml:1: Deny guests: the client is not meant",
            "no rule decides: access.default is Deny");
  }

  @Test
  void tellsWhetherARuleIsInItsHours() {
    // given
    rules.deny("late", "10.0.0.0/8").at(NIGHT).allow("office", "10.0.0.0/8").at(OFFICE, NIGHT);

    // then
    assertThat(steps("10.0.0.1"))
        .containsExactly(
            "rules.yaml:1: Deny late: is out of its hours (Mon 12:00 UTC)",
            "rules.yaml:2: Allow office: matches: from 10.0.0.0/8;"
                + " in its hours (Mon 13:00 Europe/Berlin, Mon 12:00 UTC)");
  }

  @Test
  void namesTheHostThatMatchedByName() {
    // given
    rules.deny("evil", ".evil.net").allow("named", "10.9.0.0/16", ".example.com").except("LOCAL");

    // then
    assertThat(steps("10.0.0.1", ClientName.known("www.example.com")))
        .containsExactly(
            "rules.yaml:1: Deny evil: the client is not meant",
            "rules.yaml:2: Allow named: matches: from .example.com");
  }

  @Test
  void saysWhereANameDoesNotMatter() {
    // given
    rules.deny("evil", ".evil.net").allow("office", "10.9.0.0/16");

    // then
    assertThat(steps("10.0.0.1"))
        .containsExactly(
            "rules.yaml:1: Deny evil: from .evil.net depends on the client's name, for which nobody"
                + " had to ask",
            "rules.yaml:2: Allow office: the client is not meant",
            "no Allow matches: what some Allow is about is closed to everybody else");
  }

  @Test
  void saysThatAMissingAnswerRefuses() {
    // given
    rules.allow("office", "10.0.0.0/8").except(".evil.net");

    // then
    assertThat(steps("10.0.0.1", ClientName.FAILED))
        .containsExactly(
            "rules.yaml:1: Allow office: except .evil.net depends on the client's name, for which"
                + " nobody answered",
            "nobody answered for the client's name: access.onLookupFailure is Refuse");
    assertThat(decision("10.0.0.1", ClientName.FAILED))
        .hasToString("lookup-failed by office" + " (rules.yaml:1)");
  }

  @Test
  void takesAMissingAnswerForNoNameWhereTheServiceSaysSo() {
    // given
    rules.onFailure(OnLookupFailure.NoMatch).deny("nameless", "UNKNOWN");

    // then
    assertThat(steps("10.0.0.1", ClientName.FAILED))
        .containsExactly("rules.yaml:1: Deny nameless: matches: from UNKNOWN");
  }

  @Test
  void saysThatARuleIsNotUnderstood() {
    // given
    rules.allow("office", "10.0.0.0/8").notUnderstood("broken");

    // then
    assertThat(steps("10.0.0.1"))
        .containsExactly(
            "rules.yaml:2: AccessRule broken: is not understood, and refuses everybody");
  }

  @Test
  void saysThatNobodyCanReadWhatRulesThereMayBe() {
    // given
    rules.allow("office", "10.0.0.0/8").unreadable();

    // then
    assertThat(steps("10.0.0.1"))
        .containsExactly(
            "rules.yaml:2: cannot be read, may hold access rules, and so refuses everybody");
  }

  @Test
  void explainsABlockLineByLine() {
    // given
    rules
        .block("first", "ftpd: ALL\nALL: 10.", "ALL: ALL")
        .block("second", "", "ALL: 10.2.")
        .block("third", "", "ALL: 10.1.");

    // then
    assertThat(steps("10.1.0.1"))
        .containsExactly(
            "rules.yaml:1: hostsAccess first: hostsAccess.allow:1: the daemon is not meant",
            "rules.yaml:1: hostsAccess first: hostsAccess.allow:2: matches: daemon ALL, client 10.",
            "rules.yaml:2: hostsAccess second: hostsAccess.deny:1: the client is not meant",
            "rules.yaml:2: hostsAccess second: no rule matches",
            "rules.yaml:3: hostsAccess third: hostsAccess.deny:1: matches: daemon ALL, client 10.1.");
  }

  @Test
  void saysWhatAuditedRulesWouldHaveDone() {
    // given
    rules
        .audit(Action.Deny, "trial", "10.0.0.0/8")
        .audit(Action.Allow, "other", "11.0.0.0/8")
        .deny("real", "12.0.0.0/8")
        .block("old", Toggle.Enabled, "", "ALL: 10.");

    // then
    assertThat(steps("10.0.0.1"))
        .containsExactly(
            "rules.yaml:3: Deny real: the client is not meant",
            "no rule decides: access.default is Allow",
            "rules.yaml:1: Deny trial (audit): would have matched: from 10.0.0.0/8",
            "rules.yaml:2: Allow other (audit): the client is not meant",
            "rules.yaml:4: hostsAccess old (audit): hostsAccess.deny:1: matches: daemon ALL, client"
                + " 10.",
            "rules.yaml:4: hostsAccess old (audit): would have refused",
            "with the audited rules in force refused: denied by trial (rules.yaml:1)");
    assertThat(steps("12.0.0.1"))
        .doesNotContain("no rule decides: access.default is Allow")
        .noneMatch(step -> step.startsWith("with the audited rules"));
  }

  @Test
  void looksAtHostsFilesOnlyWhereTheRulesAdmit() {
    // given
    rules.deny("guests", "10.2.0.0/16");
    var control = new AccessControl(rules.policy(), HOSTS);

    // then
    assertThat(explain(control, "10.1.0.1").hosts())
        .extracting(Object::toString)
        .containsExactly("hostsAccess.allow:1: matches: daemon ALL, client 10.");
    assertThat(explain(control, "10.2.0.1").hosts()).isEmpty();
  }

  private List<String> steps(String client) {
    return steps(client, null);
  }

  private List<String> steps(String client, ClientName name) {
    return rules.policy().explain(request(client), MONDAY_NOON, facts(name)).stream()
        .map(RuleStep::toString)
        .toList();
  }

  private Decision decision(String client, ClientName name) {
    return Policies.decide(rules.policy(), source(client), MONDAY_NOON, name);
  }

  private static AccessExplanation explain(AccessControl control, String client) {
    var decision = (AccessDecision) control.decide(request(client), MONDAY_NOON, facts(null));
    return control.explain(request(client), MONDAY_NOON, facts(null), decision);
  }

  private static HostsRequest request(String client) {
    return HostsRequest.of(Policies.SERVICE, source(client));
  }

  private static Facts facts(ClientName name) {
    return name == null ? Facts.REHEARSAL : Facts.REHEARSAL.withClientName(name);
  }
}
