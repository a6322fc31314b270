package dev.kinetd.runtime.access.hosts;

import static dev.kinetd.runtime.access.hosts.MemoryFiles.decision;
import static dev.kinetd.runtime.access.hosts.MemoryFiles.request;
import static dev.kinetd.runtime.access.hosts.MemoryFiles.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.access.hosts.HostsDecision.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTest {

  private static final HostsRequest CLIENT = request("10.0.0.1");

  @Test
  void collectsEffectsInTheirOrder() {
    // given
    String options =
        "severity auth.info : keepalive : linger 5 : nice : umask = 022 : setenv A  b c "
            + ": banners /etc/banners : spawn (echo a\\:b) & : twist /bin/echo hi";

    // when
    HostsDecision decision = decide(options);

    // then
    assertThat(decision.verdict()).isEqualTo(Verdict.DELEGATED);
    assertThat(decision.effects())
        .containsExactly(
            new HostsEffect.Severity("auth", "info"),
            new HostsEffect.KeepAlive(),
            new HostsEffect.Linger(5),
            new HostsEffect.Nice(10),
            new HostsEffect.Umask(022),
            new HostsEffect.Environment("A", "b c"),
            new HostsEffect.Banners("/etc/banners", "sshd"),
            new HostsEffect.Spawn("(echo a:b) &"),
            new HostsEffect.Twist("/bin/echo hi"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "allow :",
        "allow : keepalive",
        "twist x : deny",
        "bogus",
        "allow yes",
        "spawn",
        "umask",
        "umask 8",
        "umask 1000",
        "umask -1",
        "linger -1",
        "linger 5s",
        "nice x",
        "rfc931 0",
        "rfc931 99999999999999999999",
        "severity authpriv.info",
        "severity warn",
        "severity",
        "setenv A=b c",
        "setenv %z",
        "deny # comment",
        "keepalive on"
      })
  void anOptionThatIsWrongDeniesInBothFiles(String options) {
    // when
    HostsDecision allow = decide(options);
    HostsDecision deny = decision(rules("", "ALL: ALL : " + options + "\n"), CLIENT, known());

    // then
    assertThat(allow.verdict()).isEqualTo(Verdict.DENIED);
    assertThat(deny.verdict()).isEqualTo(Verdict.DENIED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALLOW",
        "allow ",
        "nice",
        "nice -5",
        "nice = 4294967301",
        "umask +022",
        "linger 0",
        "rfc931",
        "rfc931 4294967300",
        "severity local7.debug",
        "severity err",
        "setenv A",
        "aclexec /bin/false",
        "banners /nowhere",
        "spawn /bin/true %z"
      })
  void anOptionThatIsRightGrants(String options) {
    assertThat(decide(options).verdict()).isEqualTo(Verdict.GRANTED);
  }

  @Test
  void allowAndDenyDecideInEitherFile() {
    // given
    HostsRules rules = rules("ALL: 10.0.0.1 : deny\n", "ALL: ALL : allow\n");

    // then
    assertThat(decision(rules, CLIENT, known()).reason()).isEqualTo("option deny");
    assertThat(decision(rules, request("10.0.0.2"), known()).reason()).isEqualTo("option allow");
  }

  @Test
  void anAclexecThatFailsGoesOnWithDenyAlone() {
    // given
    HostsRules rules = rules("ALL: 10.0.0.1: aclexec x\nALL: ALL\n", "ALL: 10.0.0.1\n");

    // then
    assertThat(decision(rules, CLIENT, status(0)).verdict()).isEqualTo(Verdict.GRANTED);
    assertThat(decision(rules, CLIENT, status(1)).file()).isEqualTo("hosts.deny");
  }

  @Test
  void anAclexecInDenyDeniesWhereItSucceeds() {
    // given
    HostsRules rules = rules("", "ALL: ALL: aclexec x\n");

    // then
    assertThat(decision(rules, CLIENT, status(0)).verdict()).isEqualTo(Verdict.DENIED);
    assertThat(decision(rules, CLIENT, status(1)).verdict()).isEqualTo(Verdict.GRANTED);
  }

  /** libwrap never takes back that an aclexec failed. */
  @Test
  void anAclexecThatFailedInAllowUndoesADenialWithOptions() {
    // given
    HostsRules plain = rules("ALL: ALL: aclexec x\n", "ALL: ALL\n");
    HostsRules optional = rules("ALL: ALL: aclexec x\n", "ALL: ALL: keepalive\n");

    // then
    assertThat(decision(plain, CLIENT, status(1)).verdict()).isEqualTo(Verdict.DENIED);
    assertThat(decision(optional, CLIENT, status(1)).verdict()).isEqualTo(Verdict.GRANTED);
  }

  @Test
  void allowAfterAnAclexecThatFailedStillGrants() {
    // given
    HostsRules rules = rules("ALL: ALL: aclexec x: allow\n", "ALL: ALL\n");

    // then
    assertThat(decision(rules, CLIENT, status(1)).verdict()).isEqualTo(Verdict.GRANTED);
  }

  @Test
  void expandsWhatIsKnown() {
    // given
    String options = "spawn %a %A %c %d %h %H %n %N %p %r %R %s %u %% %z.";
    var request = new HostsRequest("sshd", CLIENT.client(), 4711, CLIENT.server(), 22, true, 99);
    HostsFacts facts =
        known().withClientName("web.example.com").withServerName("gate").withUser("al ice");

    // when
    HostsDecision decision = decision(rules("ALL: ALL: " + options + "\n", ""), request, facts);

    // then
    assertThat(decision.effects())
        .containsExactly(
            new HostsEffect.Spawn(
                "10.0.0.1 10.0.0.254 10.0.0.1 sshd 10.0.0.1 10.0.0.254 web.example.com gate"
                    + " 99 4711 22 sshd@gate al_ice % ."));
  }

  @Test
  void namesTheClientByNameAndUserOnceARuleAskedForThem() {
    // given
    HostsRules rules = rules("ALL: al*@.example.com: spawn %c %h\n", "");
    HostsFacts facts = known().withClientName("web.example.com").withUser("al;ice");

    // then
    assertThat(decision(rules, CLIENT, facts).effects())
        .containsExactly(new HostsEffect.Spawn("al_ice@web.example.com web.example.com"));
  }

  @Test
  void leavesNothingToTheShellThatCameFromOutside() {
    // given
    HostsRules rules = rules("ALL: ALL: spawn %u %n\n", "");
    HostsFacts facts = known().withUser("$(rm -rf /)`'\"\\\n\u00e9").withClientName("a;b|c&d");

    // then
    assertThat(decision(rules, CLIENT, facts).effects())
        .isEqualTo(List.of(new HostsEffect.Spawn("__rm_-rf_/_______ a_b_c_d")));
  }

  /** libwrap cleans the text where it stands, not a copy. */
  @Test
  void laterRulesSeeWhatAnExpansionMadeOfAName() {
    // given
    HostsRules cleaned = rules("ALL: ALL: aclexec x %d\n", "s_d: ALL\n");
    HostsRules left = rules("ALL: ALL: aclexec x\n", "s_d: ALL\n");
    HostsRequest request = HostsRequest.of("s$d", CLIENT.client());

    // then
    assertThat(decision(cleaned, request, status(1)).verdict()).isEqualTo(Verdict.DENIED);
    assertThat(decision(left, request, status(1)).verdict()).isEqualTo(Verdict.GRANTED);
  }

  @Test
  void refusesWhereAnExpansionIsTooLong() {
    // given
    HostsRules rules = rules("ALL: ALL: spawn " + "%u".repeat(900) + "\n", "");

    // then
    assertThat(decision(rules, CLIENT, known().withUser("x".repeat(127))).reason())
        .isEqualTo("the text became too long when its % letters were filled in");
  }

  private static HostsDecision decide(String options) {
    return decision(rules("ALL: ALL : " + options + "\n", ""), CLIENT, known());
  }

  private static HostsFacts known() {
    return HostsFacts.REHEARSAL
        .withClientName(HostsFacts.UNKNOWN)
        .withServerName(HostsFacts.UNKNOWN)
        .withUser(HostsFacts.UNKNOWN);
  }

  private static HostsFacts status(int status) {
    return HostsFacts.NONE.withStatus(status);
  }
}
