package dev.kinetd.runtime.access.hosts;

import static dev.kinetd.runtime.access.hosts.MemoryFiles.ALLOW;
import static dev.kinetd.runtime.access.hosts.MemoryFiles.DENY;
import static dev.kinetd.runtime.access.hosts.MemoryFiles.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostsCountsTest {

  private final MemoryFiles files = new MemoryFiles();

  @Test
  void countsForTheRuleThatDecides() {
    // given
    HostsRules rules = read("ALL: 10.\nALL: 11.\n", "ALL: 12.\nALL: 13.\n", null);

    // when
    ask(rules, "10.0.0.1", "10.0.0.2", "12.0.0.1", "14.0.0.1");

    // then
    assertThat(rules.counts())
        .containsExactly(
            new HostsCount(ALLOW, 1, "ALL: 10.", 2),
            new HostsCount(ALLOW, 2, "ALL: 11.", 0),
            new HostsCount(DENY, 1, "ALL: 12.", 1),
            new HostsCount(DENY, 2, "ALL: 13.", 0));
  }

  @Test
  void goesOnCountingForARuleThatStays() {
    // given
    HostsRules before = read("ALL: 10.\nALL: 11.\n", "ALL: ALL\n", null);
    ask(before, "10.0.0.1", "11.0.0.1", "12.0.0.1");

    // when
    HostsRules after = read("# new\nALL: 9.\nALL: 10.\n", "ALL: ALL\n", before);
    ask(after, "10.0.0.1", "9.0.0.1");

    // then
    assertThat(after.counts())
        .containsExactly(
            new HostsCount(ALLOW, 2, "ALL: 9.", 1),
            new HostsCount(ALLOW, 3, "ALL: 10.", 2),
            new HostsCount(DENY, 1, "ALL: ALL", 1));
  }

  @Test
  void tellsRulesOfOneTextApart() {
    // given
    HostsRules before = read("ALL: 10.\nALL: 10.\n", "", null);
    ask(before, "10.0.0.1");

    // when
    HostsRules after = read("ALL: 10.\nALL: 10.\n", "", before);

    // then
    assertThat(after.counts()).extracting(HostsCount::hits).containsExactly(1L, 0L);
  }

  @Test
  void countsRefusalsOfAFileThatCannotBeRead() {
    // given
    HostsRules rules = files.with(ALLOW, "").with(DENY, "ALL: 10.\nALL: 11.").rules();

    // when
    ask(rules, "12.0.0.1");

    // then
    assertThat(rules.counts())
        .containsExactly(
            new HostsCount(DENY, 1, "ALL: 10.", 0), new HostsCount(DENY, 2, "(cannot be read)", 1));
  }

  @Test
  void namesTheRuleThatACommandTurnsRound() {
    // given
    HostsRules rules = read("", "ALL: ALL : aclexec /bin/false\n", null);

    // when
    var decision = (HostsDecision) rules.decide(request("10.0.0.1"), HostsFacts.NONE.withStatus(1));
    decision.count();

    // then
    assertThat(decision.verdict()).isEqualTo(HostsDecision.Verdict.GRANTED);
    assertThat(decision.line()).isEqualTo(1);
    assertThat(rules.counts()).extracting(HostsCount::hits).containsExactly(1L);
  }

  @Test
  void saysWhatDatagramsDoWithout() {
    // given
    HostsRules rules =
        read(
            "sshd: ALL : banners /b : linger 3 : rfc931 : spawn /x : twist /y\n23: ALL : twist /y\n",
            "ALL: ALL : keepalive : umask 077 : aclexec /z\n",
            null);
    HostsRequest request = request("10.0.0.1");

    // then
    assertThat(texts(rules.findingsForDatagrams("tftp", request, false)))
        .containsExactly(
            "1: option banners does nothing for datagrams to tftp: there is no connection",
            "1: option linger does nothing for datagrams to tftp: there is no connection",
            "1: option rfc931 does nothing for datagrams to tftp: their user cannot be asked for,"
                + " and is unknown",
            "1: option keepalive does nothing for datagrams to tftp: there is no connection");
    assertThat(texts(rules.findingsForDatagrams("echo", request, true)))
        .contains(
            "1: option twist refuses datagrams to echo: no command is run for a built-in",
            "1: option aclexec refuses datagrams to echo: no command is run for a built-in",
            "1: option spawn does nothing for datagrams to echo: no command is run for a built-in");
  }

  @Test
  void takesAPortThatItDoesNotKnowForOneThatCouldBeRefused() {
    // given
    HostsRules deny = read("", "22: ALL\n", null);
    HostsRules allow = read("ALL EXCEPT 22: ALL\n", "ALL: ALL\n", null);

    // then
    assertThat(deny.canRefuse(HostsRequest.of("sshd", null))).isTrue();
    assertThat(allow.canRefuse(HostsRequest.of("sshd", null))).isTrue();
    assertThat(deny.canRefuse(request("10.0.0.1"))).isTrue();
    assertThat(read("", "23: ALL\n", null).canRefuse(request("10.0.0.1"))).isFalse();
  }

  private static List<String> texts(List<Finding> findings) {
    return findings.stream().map(f -> f.origin().line() + ": " + f.text()).toList();
  }

  private HostsRules read(String allow, String deny, HostsRules before) {
    return HostsRules.read(ALLOW, DENY, files.with(ALLOW, allow).with(DENY, deny), before);
  }

  private static void ask(HostsRules rules, String... clients) {
    for (String client : clients) {
      ((HostsDecision) rules.decide(request(client), HostsFacts.NONE)).count();
    }
  }
}
