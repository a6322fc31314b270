package dev.kinetd.runtime.access.hosts;

import static dev.kinetd.runtime.access.hosts.MemoryFiles.request;
import static dev.kinetd.runtime.access.hosts.MemoryFiles.rules;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplainerTest {

  @Test
  void saysWhatEachRuleCameTo() {
    // given
    HostsRules rules =
        rules("ftpd: ALL\nsshd: .example.net\n", "sshd: 10.0.0.0/8 EXCEPT 10.0.0.9\n");
    HostsFacts facts = HostsFacts.REHEARSAL.withClientName("web.example.com");

    // when
    HostsExplanation explanation = rules.explain(request("10.0.0.1"), facts);

    // then
    assertThat(explanation.steps())
        .extracting(HostsStep::toString)
        .containsExactly(
            "hosts.allow:1: the daemon is not meant",
            "hosts.allow:2: the client is not meant; asked for the client's name: web.example.com",
            "hosts.deny:1: matches: daemon sshd, client 10.0.0.0/8");
    assertThat(explanation.outcome()).extracting("verdict").isEqualTo(HostsDecision.Verdict.DENIED);
  }

  @Test
  void saysWhatItWouldHaveToKnow() {
    // given
    HostsRules rules = rules("sshd: LOCAL\n", "");

    // when
    HostsExplanation explanation = rules.explain(request("10.0.0.1"), HostsFacts.REHEARSAL);

    // then
    assertThat(explanation.steps())
        .extracting(HostsStep::result)
        .containsExactly("needs the client's name");
    assertThat(explanation.outcome()).isEqualTo(new HostsNeed.ClientName());
  }

  @Test
  void printsWhatTcpdmatchPrints() {
    // given
    HostsRules rules = rules("sshd: alice@.example.com: twist /bin/true\n", "ALL: ALL\n");
    HostsFacts facts = HostsFacts.REHEARSAL.withClientName("web.example.com").withUser("alice");

    // when
    String report =
        TcpdmatchReport.of(rules, HostsRequest.of("sshd", MemoryFiles.source("10.1.2.3")), facts);

    // then
    assertThat(report)
        .isEqualTo(
            """
            client:   hostname web.example.com
            client:   address  10.1.2.3
            client:   username alice
            server:   process  sshd
            access:   delegated
            """);
  }
}
