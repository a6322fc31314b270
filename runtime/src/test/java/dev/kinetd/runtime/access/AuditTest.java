package dev.kinetd.runtime.access;

import static dev.kinetd.runtime.access.Addresses.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Action;
import dev.kinetd.api.Toggle;
import dev.kinetd.runtime.access.hosts.HostsCount;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuditTest {

  private static final Instant NOW = Instant.EPOCH;

  private final Policies rules = new Policies();

  @Test
  void saysThatADenyWouldHaveRefused() {
    // given
    rules.audit(Action.Deny, "trial", "10.0.0.0/8");

    // then
    assertThat(verdict("10.0.0.1", null).granted()).isTrue();
    assertThat(rehearsed("10.0.0.1")).isEqualTo("would change: false denied [trial]");
    assertThat(rehearsed("11.0.0.1")).isEqualTo("no part");
  }

  @Test
  void saysThatAnAllowWouldHaveClosedTheService() {
    // given
    rules.audit(Action.Allow, "one", "10.0.0.0/8").audit(Action.Allow, "two", "11.0.0.0/8");

    // then
    assertThat(rehearsed("10.0.0.1")).isEqualTo("would agree: true allowed [one]");
    assertThat(rehearsed("12.0.0.1")).isEqualTo("would change: false closed [one, two]");
  }

  @Test
  void saysThatAnAllowWouldHaveAdmitted() {
    // given
    rules.allow("office", "10.0.0.0/8").audit(Action.Allow, "trial", "11.0.0.0/8");

    // then
    assertThat(verdict("11.0.0.1", null).granted()).isFalse();
    assertThat(rehearsed("11.0.0.1")).isEqualTo("would change: true allowed [trial]");
    assertThat(rehearsed("10.0.0.1")).isEqualTo("no part");
    assertThat(rehearsed("12.0.0.1")).isEqualTo("no part");
  }

  @Test
  void leavesTheVerdictToARuleInForceThatSaysTheSame() {
    // given
    rules.deny("real", "10.0.0.0/8").audit(Action.Deny, "trial", "10.0.0.1/32");

    // then
    assertThat(rehearsed("10.0.0.1")).isEqualTo("no part");
  }

  @Test
  void asksForTheNamesOfAnAuditAndRefusesNobodyForThem() {
    // given
    rules.audit(Action.Deny, "trial", ".evil.net");

    // then
    assertThat(Policies.decide(rules.policy(), source("10.0.0.1"), NOW, null))
        .isInstanceOf(Needed.class);
    assertThat(verdict("10.0.0.1", ClientName.known("a.evil.net")).granted()).isTrue();
    assertThat(rehearsed("10.0.0.1", ClientName.known("a.evil.net")))
        .isEqualTo("would change: false denied [trial]");
    assertThat(verdict("10.0.0.1", ClientName.FAILED).granted()).isTrue();
    assertThat(rehearsed("10.0.0.1", ClientName.FAILED))
        .isEqualTo("would change: false lookup-failed [trial]");
  }

  @Test
  void neverMakesAServiceRefuse() {
    // given
    rules.audit(Action.Deny, "one", "0.0.0.0/0").audit(Action.Allow, "two", "10.0.0.0/8");

    // then
    assertThat(rules.policy().canRefuse()).isFalse();
    assertThat(verdict("11.0.0.1", null).granted()).isTrue();
  }

  @Test
  void countsAsIf() {
    // given
    rules.audit(Action.Allow, "trial", "10.0.0.0/8").audit(Action.Allow, "never", "11.0.0.0/8");
    AccessRules compiled = rules.compile(AccessRules.NONE);

    // when
    for (String client : new String[] {"10.0.0.1", "10.0.0.2", "12.0.0.1"}) {
      ((Verdict) Policies.decide(compiled.of(Policies.SERVICE), source(client), NOW, null)).count();
    }

    // then
    assertThat(compiled.rules()).extracting(Rule::hits).containsExactly(2L, 0L);
  }

  @Test
  void beginsAnewWhenItComesIntoForce() {
    // given
    AccessRules audited = rules.audit(Action.Deny, "trial", "10.0.0.0/8").compile(AccessRules.NONE);
    ((Verdict) Policies.decide(audited.of(Policies.SERVICE), source("10.0.0.1"), NOW, null))
        .count();

    // then
    assertThat(rules.compile(audited).rules()).extracting(Rule::hits).containsExactly(1L);
    assertThat(new Policies().deny("trial", "10.0.0.0/8").compile(audited).rules())
        .extracting(Rule::hits)
        .containsExactly(0L);
  }

  @Test
  void countsTheLinesOfABlockAsIf() {
    // given
    AccessRules compiled =
        rules.block("trial", Toggle.Enabled, "ALL: 10.\n", "ALL: ALL\n").compile(AccessRules.NONE);

    // when
    for (String client : new String[] {"10.0.0.1", "11.0.0.1", "11.0.0.2"}) {
      Verdict verdict =
          (Verdict) Policies.decide(compiled.of(Policies.SERVICE), source(client), NOW, null);
      verdict.count();
      assertThat(verdict.granted()).isTrue();
    }

    // then
    assertThat(compiled.rules().getFirst().hits()).isEqualTo(3);
    assertThat(compiled.rules().getFirst().lineCounts())
        .extracting(HostsCount::hits)
        .containsExactly(1L, 2L);
  }

  private Verdict verdict(String client, ClientName name) {
    return (Verdict) Policies.decide(rules.policy(), source(client), NOW, name);
  }

  private String rehearsed(String client) {
    return rehearsed(client, null);
  }

  private String rehearsed(String client, ClientName name) {
    Verdict verdict = verdict(client, name);
    Rehearsal rehearsal = verdict.rehearsal();
    if (rehearsal == null) {
      return "no part";
    }
    return (verdict.wouldChange() ? "would change: " : "would agree: ")
        + rehearsal.granted()
        + " "
        + rehearsal.why().word()
        + " "
        + rehearsal.rules().stream().map(Rule::name).toList();
  }
}
