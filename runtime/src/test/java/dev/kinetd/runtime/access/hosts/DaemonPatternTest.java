package dev.kinetd.runtime.access.hosts;

import static dev.kinetd.runtime.access.hosts.MemoryFiles.rules;
import static dev.kinetd.runtime.access.hosts.MemoryFiles.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.access.hosts.HostsDecision.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonPatternTest {

  @ParameterizedTest(name = "{0} matches {1}")
  @CsvSource({
    "sshd, sshd",
    "SSHD, sshd",
    "ALL, sshd",
    ".tpd, x.tpd",
    "ftpd., ftpd.x",
    "*ftpd, vsftpd",
    "?shd, sshd",
    "22, ftpd",
    "022, ftpd",
    "+22, ftpd",
    "4294967318, ftpd",
    "70000, 70000",
    "sshd@10.0.0.254, sshd",
    "sshd@10., sshd",
    "22@10.0.0.254, sshd",
    "ALL EXCEPT ftpd, sshd",
    "KNOWN, sshd"
  })
  void matches(String pattern, String daemon) {
    assertThat(verdict(pattern, daemon)).isEqualTo(Verdict.DENIED);
  }

  @ParameterizedTest(name = "{0} does not match {1}")
  @CsvSource({
    "/usr/sbin/sshd, sshd",
    "ftpd., ftpd",
    ".tpd, .tpd",
    "23, 23",
    "sshd@10.0.0.1, sshd",
    "sshd@, sshd",
    "ALL EXCEPT sshd, sshd",
    "EXCEPT ftpd, sshd",
    "[sshd], sshd"
  })
  void doesNotMatch(String pattern, String daemon) {
    assertThat(verdict(pattern, daemon)).isEqualTo(Verdict.GRANTED);
  }

  @Test
  void aNumberMatchesNoPortWhereTheServersEndIsNotKnown() {
    // given
    HostsRules rules = rules("", "0 22: ALL\n");

    // when
    HostsOutcome outcome = rules.decide(HostsRequest.of("22", null), HostsFacts.NONE);

    // then
    assertThat(outcome).extracting("verdict").isEqualTo(Verdict.GRANTED);
  }

  @Test
  void keeps127CharactersOfADaemon() {
    // given
    String kept = "x".repeat(127);

    // then
    assertThat(verdict(kept, kept + "yz")).isEqualTo(Verdict.DENIED);
    assertThat(verdict(kept + "yz", kept + "yz")).isEqualTo(Verdict.GRANTED);
  }

  private static Verdict verdict(String pattern, String daemon) {
    HostsRequest request = HostsRequest.of(daemon, source("10.0.0.1")).at(source("10.0.0.254"), 22);
    HostsFacts facts = HostsFacts.NONE.withServerName("gate.example.com");
    return MemoryFiles.decision(rules("", pattern + ": ALL\n"), request, facts).verdict();
  }
}
