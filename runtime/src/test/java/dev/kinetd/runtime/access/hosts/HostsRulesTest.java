package dev.kinetd.runtime.access.hosts;

import static dev.kinetd.runtime.access.hosts.MemoryFiles.decision;
import static dev.kinetd.runtime.access.hosts.MemoryFiles.grants;
import static dev.kinetd.runtime.access.hosts.MemoryFiles.request;
import static dev.kinetd.runtime.access.hosts.MemoryFiles.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.access.hosts.HostsDecision.Verdict;
import org.junit.jupiter.api.Test;

class HostsRulesTest {

  private static final HostsRequest CLIENT = request("10.0.0.1");

  @Test
  void grantsWhereNoRuleMatches() {
    // when
    HostsDecision decision = decision(new MemoryFiles().rules(), CLIENT, HostsFacts.NONE);

    // then
    assertThat(decision.verdict()).isEqualTo(Verdict.GRANTED);
    assertThat(decision.file()).isNull();
  }

  @Test
  void namesTheRuleThatDecided() {
    // given
    HostsRules rules = rules("# first\nsshd: 10.0.0.2\n", "\nsshd: \\\n  10.\nALL: ALL\n");

    // when
    HostsDecision decision = decision(rules, CLIENT, HostsFacts.NONE);

    // then
    assertThat(decision.verdict()).isEqualTo(Verdict.DENIED);
    assertThat(decision.file()).isEqualTo("hosts.deny");
    assertThat(decision.line()).isEqualTo(3);
  }

  @Test
  void takesTheFirstRuleNotTheClosest() {
    // given
    HostsRules rules = rules("ALL: 10. : deny\nALL: 10.0.0.1\n", "");

    // then
    assertThat(grants(rules, "10.0.0.1")).isFalse();
  }

  @Test
  void anErrorInAllowGoesOnWithDeny() {
    assertThat(grants(rules("ALL: 10.0.0.1", "ALL: ALL\n"), "10.0.0.1")).isFalse();
    assertThat(grants(rules("ALL: 10.0.0.1", "ALL: 10.0.0.2\n"), "10.0.0.1")).isTrue();
    assertThat(grants(rules("ALL: ALL\nx", "ALL: ALL\n"), "10.0.0.1")).isTrue();
  }

  @Test
  void anErrorInDenyRefuses() {
    assertThat(grants(rules("", "ALL: 10.0.0.2"), "10.0.0.1")).isFalse();
    assertThat(grants(rules("ALL: ALL\n", "ALL: 10.0.0.2"), "10.0.0.1")).isTrue();
  }

  @Test
  void anUnreadableFileIsAnErrorAndAMissingOneIsNot() {
    // given
    HostsRules allow = new MemoryFiles().unreadable("hosts.allow").rules();
    HostsRules deny = new MemoryFiles().unreadable("hosts.deny").rules();

    // then
    assertThat(grants(allow, "10.0.0.1")).isTrue();
    assertThat(grants(deny, "10.0.0.1")).isFalse();
  }

  @Test
  void passesOverLinesWithoutColon() {
    assertThat(grants(rules("", "ALL ALL\n[: ALL\nALL]: ALL\n"), "10.0.0.1")).isTrue();
  }

  @Test
  void anIndentedCommentIsARule() {
    assertThat(grants(rules("", " # ALL: ALL\n"), "10.0.0.1")).isFalse();
    assertThat(grants(rules("", "# x \\\nALL: ALL\n"), "10.0.0.1")).isTrue();
  }

  @Test
  void carriageReturnsAreBlanks() {
    assertThat(grants(rules("", "sshd: 10.0.0.1\r\n"), "10.0.0.1")).isFalse();
  }

  @Test
  void unbracketedIpv6FailsOpenInDenyAndShutInAllow() {
    assertThat(grants(rules("", "ALL: 2001:db8::1\n"), "2001:db8::1")).isTrue();
    assertThat(grants(rules("ALL: ALL 2001:db8::1\n", ""), "10.0.0.1")).isFalse();
  }

  @Test
  void knowsWhetherADaemonsClientsCouldBeRefused() {
    assertThat(rules("", "sshd: 10.\n").canRefuse(CLIENT)).isTrue();
    assertThat(rules("", "sshd@gate: 10.\n").canRefuse(CLIENT)).isTrue();
    assertThat(rules("sshd: 10.: deny\n", "").canRefuse(CLIENT)).isTrue();
    assertThat(rules("sshd: @trusted\n", "").canRefuse(CLIENT)).isTrue();
    assertThat(rules("", "x").canRefuse(CLIENT)).isTrue();
    assertThat(rules("sshd: 10.\n", "").canRefuse(CLIENT)).isFalse();
    assertThat(rules("", "ftpd: ALL\n").canRefuse(CLIENT)).isFalse();
    assertThat(rules("ALL: ALL\n", "ALL: ALL\n").canRefuse(CLIENT)).isFalse();
    assertThat(new MemoryFiles().rules().canRefuse(CLIENT)).isFalse();
  }
}
