package dev.kinetd.runtime.access.hosts;

import static dev.kinetd.runtime.access.hosts.MemoryFiles.request;
import static dev.kinetd.runtime.access.hosts.MemoryFiles.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.access.hosts.HostsDecision.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeedTest {

  private static final HostsRequest CLIENT = request("10.0.0.1");

  @Test
  void asksForNoNameBeforeARuleThatNeedsIt() {
    // given
    HostsRules rules = rules("sshd: 10.0.0.1\nsshd: web.example.com\n", "");

    // then
    assertThat(rules.decide(CLIENT, HostsFacts.NONE)).isInstanceOf(HostsDecision.class);
    assertThat(rules.decide(request("10.0.0.2"), HostsFacts.NONE))
        .isEqualTo(new HostsNeed.ClientName());
  }

  @Test
  void asksForNoNameForAnotherDaemon() {
    // given
    HostsRules rules = rules("ftpd: web.example.com\n", "ftpd: .example.com LOCAL KNOWN\n");

    // then
    assertThat(rules.decide(CLIENT, HostsFacts.NONE)).isInstanceOf(HostsDecision.class);
  }

  @Test
  void asksForNoNameThatNumbersOrBracketsCouldNotMatch() {
    // given
    HostsRules rules = rules("", "ALL: 10.9. 192.168.1 .77 10.0.0.0/33 [fe80::1] [::]/0\n");

    // then
    assertThat(rules.decide(CLIENT, HostsFacts.NONE)).isInstanceOf(HostsDecision.class);
  }

  @Test
  void asksForTheUserOnlyWhereTheHostMatches() {
    // given
    HostsRules rules = rules("", "ALL: root@10.0.0.1 : rfc931 3\n");

    // then
    assertThat(rules.decide(CLIENT, HostsFacts.NONE)).isEqualTo(new HostsNeed.ClientUser(10));
    assertThat(rules.decide(request("10.0.0.2"), HostsFacts.NONE))
        .isInstanceOf(HostsDecision.class);
  }

  @Test
  void asksNoUserOfADatagram() {
    // given
    HostsRules rules = rules("", "ALL: UNKNOWN@ALL\n");
    var datagram = new HostsRequest("sshd", CLIENT.client(), 1, CLIENT.server(), 69, false, 1);

    // then
    assertThat(rules.decide(datagram, HostsFacts.NONE))
        .extracting("verdict")
        .isEqualTo(Verdict.DENIED);
  }

  @Test
  void waitsForIdentAsLongAsTheOptionSays() {
    // given
    HostsRules rules = rules("ALL: ALL: rfc931 3\n", "");

    // then
    assertThat(rules.decide(CLIENT, HostsFacts.NONE)).isEqualTo(new HostsNeed.ClientUser(3));
  }

  @Test
  void asksForTheServersName() {
    // given
    HostsRules rules = rules("", "sshd@gate.example.com: ALL\n");

    // when
    HostsOutcome first = rules.decide(CLIENT, HostsFacts.NONE);
    HostsOutcome second = rules.decide(CLIENT, HostsFacts.NONE.withServerName("gate.example.com"));

    // then
    assertThat(first).isEqualTo(new HostsNeed.ServerName());
    assertThat(second).extracting("verdict").isEqualTo(Verdict.DENIED);
  }

  @Test
  void asksForAnAccountThatAnOptionNames() {
    // given
    HostsRules rules = rules("ALL: ALL: user alice.ops\n", "");
    var group = new HostsNeed.Account("ops", true);
    var user = new HostsNeed.Account("alice", false);

    // when
    HostsFacts facts = HostsFacts.NONE.withAccount(group, true);

    // then
    assertThat(rules.decide(CLIENT, HostsFacts.NONE)).isEqualTo(group);
    assertThat(rules.decide(CLIENT, facts)).isEqualTo(user);
    assertThat(rules.decide(CLIENT, facts.withAccount(user, true)))
        .extracting("verdict")
        .isEqualTo(Verdict.GRANTED);
    assertThat(rules.decide(CLIENT, facts.withAccount(user, false)))
        .extracting("verdict")
        .isEqualTo(Verdict.DENIED);
  }

  @Test
  void whatPrecedesACommandIsCarriedOutBeforeIt() {
    // given
    HostsRules rules = rules("ALL: ALL: spawn one: aclexec two: spawn three\n", "");

    // when
    HostsOutcome first = rules.decide(CLIENT, HostsFacts.NONE);
    HostsOutcome second = rules.decide(CLIENT, HostsFacts.NONE.withStatus(0));

    // then
    var one = new HostsEffect.Spawn("one");
    assertThat(first).isEqualTo(new HostsNeed.Status("two", List.of(one)));
    assertThat(((HostsDecision) second).effects())
        .containsExactly(one, new HostsEffect.Spawn("three"));
  }
}
