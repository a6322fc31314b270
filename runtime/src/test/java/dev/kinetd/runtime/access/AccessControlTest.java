package dev.kinetd.runtime.access;

import static dev.kinetd.runtime.access.Addresses.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.HostsAccess;
import dev.kinetd.runtime.access.hosts.HostsCount;
import dev.kinetd.runtime.access.hosts.HostsEffect;
import dev.kinetd.runtime.access.hosts.HostsNeed;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.access.hosts.HostsRules;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccessControlTest {

  private final Policies rules = new Policies();
  private HostsRules hosts = hosts("", "");

  @Test
  void wantsBothToAdmit() {
    // given
    hosts = hosts("", "ALL: 10.0.0.0/8\n");
    rules.deny("net", "11.0.0.0/8");

    // then
    assertThat(said("12.0.0.1")).isEqualTo("granted");
    assertThat(said("10.0.0.1")).isEqualTo("refused by hosts files");
    assertThat(said("11.0.0.1")).isEqualTo("refused by rules");
  }

  @Test
  void servesWhomATwistServes() {
    // given
    hosts = hosts("ALL: ALL: twist /bin/echo\n", "");

    // then
    assertThat(said("10.0.0.1")).isEqualTo("granted");
  }

  @Test
  void asksNobodyWhereOneOfThemRefuses() {
    // given
    hosts = hosts("", "ALL: 10.0.0.0/8\nALL: .evil.net\n");
    rules.deny("net", "11.0.0.0/8").deny("name", ".bad.net");

    // then
    assertThat(said("10.0.0.1")).isEqualTo("refused by hosts files");
    assertThat(said("11.0.0.1")).isEqualTo("refused by rules");
    assertThat(decide("12.0.0.1", Facts.NONE))
        .isInstanceOfSatisfying(
            Needed.class, needed -> assertThat(needed.rule().name()).isEqualTo("name"));
  }

  @Test
  void asksOnceForANameThatBothNeed() {
    // given
    hosts = hosts("", "ALL: .evil.net\n");
    rules.deny("name", ".bad.net");

    // then
    for (String name : new String[] {"x.evil.net", "x.bad.net", "x.org"}) {
      AccessOutcome outcome = decide("12.0.0.1", Facts.NONE.withClientName(ClientName.known(name)));
      assertThat(((AccessDecision) outcome).granted()).isEqualTo(name.equals("x.org"));
    }
  }

  @Test
  void asksWhatTheHostsFilesAloneNeed() {
    // given
    hosts = hosts("", "ALL: .evil.net\n");

    // then
    assertThat(decide("12.0.0.1", Facts.NONE))
        .isEqualTo(new Needed(new HostsNeed.ClientName(), null));
  }

  @Test
  void leavesHostsFilesOutWhereTheyDoNotCount() {
    // given
    hosts = null;
    rules.allow("net", "10.0.0.0/8");

    // then
    assertThat(said("10.0.0.1")).isEqualTo("granted");
    assertThat(control().canRefuse("sshd")).isTrue();
    assertThat(new AccessControl(new Policies().policy(), null).canRefuse("sshd")).isFalse();
  }

  @Test
  void countsARuleOnlyWhereItsVerdictIsTheLast() {
    // given
    hosts = hosts("", "ALL: 10.0.0.0/9\n");
    AccessRules compiled = rules.allow("net", "10.0.0.0/8").compile(AccessRules.NONE);
    var control = new AccessControl(compiled.of(Policies.SERVICE), hosts);

    // when
    for (String client : new String[] {"10.0.0.1", "10.200.0.1", "10.200.0.2"}) {
      ((AccessDecision) control.decide(request(client), Instant.EPOCH, Facts.NONE)).count();
    }

    // then
    assertThat(compiled.rules().getFirst().hits()).isEqualTo(2);
  }

  @Test
  void countsTheLineOfTheHostsFilesThatDecides() {
    // given
    hosts = hosts("ALL: 10.\n", "ALL: ALL\n");
    AccessRules compiled = rules.deny("net", "10.0.0.1/32").compile(AccessRules.NONE);
    var control = new AccessControl(compiled.of(Policies.SERVICE), hosts);

    // when
    for (String client : new String[] {"10.0.0.1", "10.0.0.2", "10.0.0.3", "11.0.0.1"}) {
      ((AccessDecision) control.decide(request(client), Instant.EPOCH, Facts.NONE)).count();
    }

    // then
    assertThat(hosts.counts()).extracting(HostsCount::hits).containsExactly(2L, 1L);
    assertThat(compiled.rules().getFirst().hits()).isEqualTo(1);
  }

  @Test
  void hasDoneWhatBlocksAskForAlsoBesideARuleThatAllows() {
    // given
    hosts = hosts("ALL: ALL : nice 3\n", "");
    rules
        .allow("net", "10.0.0.0/8")
        .block("one", "ALL: ALL : umask 077\n", "")
        .block("two", "ALL: ALL : severity crit\n", "");

    // then
    assertThat(((AccessDecision) decide("10.0.0.1", Facts.NONE)).effects())
        .containsExactly(
            new HostsEffect.Nice(3),
            new HostsEffect.Umask(077),
            new HostsEffect.Severity(null, "crit"));
  }

  private String said(String client) {
    return switch (decide(client, Facts.NONE)) {
      case Needed needed -> "needed: " + needed.need();
      case AccessDecision decision ->
          decision.granted()
              ? "granted"
              : "refused by " + (decision.refusedByHosts() ? "hosts files" : "rules");
    };
  }

  private AccessOutcome decide(String client, Facts facts) {
    return control().decide(request(client), Instant.EPOCH, facts);
  }

  private AccessControl control() {
    return new AccessControl(rules.policy(), hosts);
  }

  private static HostsRequest request(String client) {
    return HostsRequest.of(Policies.SERVICE, source(client));
  }

  private static HostsRules hosts(String allow, String deny) {
    return HostsRules.read(
        BlockFiles.ALLOW, BlockFiles.DENY, new BlockFiles(new HostsAccess(allow, deny)));
  }
}
