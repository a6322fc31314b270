package dev.kinetd.runtime.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.AccessRuleValidator;
import dev.kinetd.api.Finding;
import dev.kinetd.api.Handler;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostsConversionTest {

  private final List<String> allow = new ArrayList<>();
  private final List<String> deny = new ArrayList<>();
  private final List<InetdService> services = new ArrayList<>();

  @Test
  void makesOneRuleOfTheUsualPair() {
    // given
    allow("ALL: 192.168.111.0/255.255.255.0");
    deny("ALL: ALL");

    // then
    assertThat(rules()).containsExactly("hosts-allow-1 * Allow [192.168.111.0/24] -");
    assertThat(convert().losses()).isEmpty();
  }

  @Test
  void deniesEverybodyWhereNobodyIsAllowed() {
    // given
    deny("ALL: ALL");

    // then
    assertThat(rules()).containsExactly("hosts-deny-1 * Deny [0.0.0.0/0, ::/0] -");
  }

  @Test
  void makesNothingOfFilesThatRefuseNobody() {
    // given
    allow("ALL: 10.1.2.3");

    // then
    assertThat(convert()).isEqualTo(new Conversion(List.of(), List.of()));
  }

  @Test
  void leavesOutOfADenyWhoWasAllowedBefore() {
    // given
    allow("ALL: 10.1.2.3");
    deny("ALL: 10.0.0.0/8");

    // then
    assertThat(rules()).containsExactly("hosts-deny-1 * Deny [10.0.0.0/8] [10.1.2.3/32]");
  }

  @Test
  void leavesOutOfAnAllowWhoWasDeniedBefore() {
    // given
    allow("ALL: .evil.net : deny", "ALL: 10.0.0.0/8 EXCEPT 10.1.2.3");
    deny("ALL: ALL");

    // then
    assertThat(rules())
        .containsExactly("hosts-allow-2 * Allow [10.0.0.0/8] [10.1.2.3/32, .evil.net]");
  }

  @Test
  void asksNoFurtherThanALineAboutEverybody() {
    // given
    allow("ALL: .evil.net : deny", "ALL: ALL", "ALL: @group");
    deny("ALL: ALL");

    // then
    assertThat(rules()).containsExactly("hosts-allow-1 * Deny [.evil.net] -");
  }

  @Test
  void takesDaemonsForServicesWhereNothingElseIsSaid() {
    // given
    allow("sshd: 10.1.2.3");
    deny("sshd, ftpd: ALL");

    // then
    assertThat(rules())
        .containsExactly(
            "hosts-allow-1 [sshd] Allow [10.1.2.3/32] -",
            "hosts-deny-1 [ftpd] Deny [0.0.0.0/0, ::/0] -");
  }

  @Test
  void findsTheServicesOfADaemon() {
    // given
    service("ftp-tcp", "/usr/sbin/in.ftpd");
    service("ftp6-tcp", "/usr/sbin/in.ftpd");
    service("pop", "/usr/sbin/in.pop3d");
    service("echo", "/bin/cat");
    allow("in.ftpd: 10.1.2.3", "ALL EXCEPT in.pop3d: LOCAL");
    deny("ALL: ALL");

    // then
    assertThat(rules())
        .containsExactly(
            "hosts-allow-1 [ftp-tcp, ftp6-tcp] Allow [10.1.2.3/32] -",
            "hosts-allow-2 [ftp-tcp, ftp6-tcp] Allow [LOCAL] -",
            "hosts-deny-1 [pop] Deny [0.0.0.0/0, ::/0] -",
            "hosts-allow-2-2 [echo] Allow [LOCAL] -");
  }

  @Test
  void keepsTheFilesWhereDaemonsAndAllMeetAndNoServiceIsKnown() {
    // given
    allow("sshd: 10.1.2.3");
    deny("ALL: ALL");

    // then
    assertThat(rules()).containsExactly("hosts-files * verbatim");
    assertThat(losses())
        .containsExactly(
            "hosts.allow:1: warning: some lines name daemons and some say ALL, and nothing says"
                + " which services there are (name the files that declare them as well); the files"
                + " are kept as they are, in a hostsAccess block");
  }

  @Test
  void keepsTheFilesForTheServicesWhoseLinesNoRuleCanMean() {
    // given
    allow("ftpd: bob@10.1.2.3", "sshd: 10.1.2.3");
    deny("ftpd sshd: ALL");

    // then
    assertThat(rules())
        .containsExactly(
            "hosts-files [ftpd] verbatim", "hosts-allow-2 [sshd] Allow [10.1.2.3/32] -");
    assertThat(losses())
        .singleElement()
        .asString()
        .startsWith("hosts.allow:1: warning: \"bob@10.1.2.3\" is a user on the client's side;");
  }

  @Test
  void refusesTheClientsOfALineThatRunsAProgram() {
    // given
    allow("ALL: 10.1.0.0/16 : twist /bin/false", "ALL: 10.0.0.0/8 : spawn /bin/true");
    deny("ALL: ALL : twist /bin/echo go away");

    // then
    assertThat(rules()).containsExactly("hosts-allow-2 * Allow [10.0.0.0/8] [10.1.0.0/16]");
    assertThat(losses())
        .containsExactly(
            "hosts.allow:1: warning: the option twist runs no program, and its clients are"
                + " refused; the rule is made without it",
            "hosts.allow:2: warning: the option spawn has no place in a rule; the rule is made"
                + " without it",
            "hosts.deny:1: warning: the option twist runs no program, and its clients are"
                + " refused; the rule is made without it");
  }

  @Test
  void saysThatABlockRefusesAsLongAsItNamesAFile() {
    // given
    allow("sshd: /etc/friends");
    deny("sshd: ALL");

    // then
    assertThat(rules()).containsExactly("hosts-files [sshd] verbatim");
    assertThat(losses())
        .singleElement()
        .asString()
        .contains("\"/etc/friends\" is a file of patterns; ", "which refuses everybody until");
  }

  @Test
  void dividesARuleThatIsTooLongForKubernetes() {
    // given
    for (int i = 0; i < 300; i++) {
      service("s" + i, "/bin/cat");
    }
    allow(
        IntStream.range(0, 300)
            .mapToObj(i -> "h" + i)
            .collect(Collectors.joining(" ", "cat: ", "")));
    deny("ALL: ALL");

    // then
    assertThat(convert().rules())
        .extracting(
            AccessRule::name,
            rule -> rule.spec().services().names().size(),
            rule -> rule.spec().from().size())
        .containsExactly(
            tuple("hosts-allow-1", 256, 256),
            tuple("hosts-allow-1-2", 256, 44),
            tuple("hosts-allow-1-3", 44, 256),
            tuple("hosts-allow-1-4", 44, 44));
    assertThat(convert().losses()).isEmpty();
  }

  @Test
  void closesServicesWhoseFilesAreTooLongToBeKept() {
    // given
    for (int i = 0; i < 3000; i++) {
      allow("ALL: user@host" + i + ".example.com");
    }
    deny("ALL: ALL");

    // then
    assertThat(rules()).containsExactly("hosts-files * Deny [0.0.0.0/0, ::/0] -");
    assertThat(losses()).singleElement().asString().contains("1: error: ", "closed to everybody");
  }

  @Test
  void keepsTheFilesWhereTooManyClientsWouldBeExcepted() {
    // given
    allow(
        IntStream.range(0, 257)
            .mapToObj(i -> "h" + i)
            .collect(Collectors.joining(" ", "ALL: ", " : deny")));
    allow("ALL: .example.com");
    deny("ALL: ALL");

    // then
    assertThat(rules()).containsExactly("hosts-files * verbatim");
    assertThat(losses()).singleElement().asString().contains("more than 256 exceptions");
  }

  @Test
  void keepsTheFilesForADaemonWhoseNameNoServiceCanHave() {
    // given
    deny("3proxy: 10.0.0.0/8");

    // then
    assertThat(rules()).containsExactly("hosts-files * verbatim");
    service("port-3128-tcp", "/usr/bin/3proxy");
    assertThat(rules()).containsExactly("hosts-deny-1 [port-3128-tcp] Deny [10.0.0.0/8] -");
  }

  @Test
  void keepsTheFilesWhereExceptionsOfExceptionsWouldBeNeeded() {
    // given
    allow("ALL: 10.0.0.0/8 EXCEPT 10.1.0.0/16 : deny", "ALL: .example.com");
    deny("ALL: ALL");

    // then
    assertThat(rules()).containsExactly("hosts-files * verbatim");
    allow.clear();
    allow("ALL: 10.0.0.0/8 EXCEPT 10.1.0.0/16 EXCEPT 10.1.2.3");
    assertThat(rules()).containsExactly("hosts-files * verbatim");
  }

  @Test
  void saysWhatALineMeansThatOneWouldNotThink() {
    // given
    allow("ALL: 192.168.1 10.");
    deny("ALL: ALL");

    // then
    assertThat(rules()).containsExactly("hosts-allow-1 * Allow [10.0.0.0/8] -");
    assertThat(losses())
        .containsExactly(
            "hosts.allow:1: warning: \"192.168.1\" matches nobody (an address that no client has);"
                + " see whether that was meant",
            "hosts.allow:1: warning: \"10.\" also matches host names that begin so; the rule does"
                + " not; see whether that was meant");
  }

  private Conversion convert() {
    var files = Map.of("hosts.allow", text(allow), "hosts.deny", text(deny));
    return HostsConversion.convert("hosts.allow", "hosts.deny", new TextFiles(files), services);
  }

  private List<String> rules() {
    List<AccessRule> rules = convert().rules();
    assertThat(rules).allSatisfy(r -> assertThat(AccessRuleValidator.validate(r)).isEmpty());
    return rules.stream().map(HostsConversionTest::shown).toList();
  }

  private List<String> losses() {
    return convert().losses().stream().map(Finding::toString).toList();
  }

  private static String shown(AccessRule rule) {
    AccessRuleSpec spec = rule.spec();
    Object services = spec.services().names() == null ? "*" : spec.services().names();
    return rule.name()
        + " "
        + services
        + " "
        + (spec.hostsAccess() != null
            ? "verbatim"
            : spec.action() + " " + shown(spec.from()) + " " + shown(spec.except()));
  }

  private static String shown(List<Peer> peers) {
    return peers == null
        ? "-"
        : peers.stream().map(p -> p.cidr() == null ? p.host() : p.cidr()).toList().toString();
  }

  private void service(String name, String program) {
    var handler = new Handler(List.of(program), null, null);
    var spec =
        new InetdServiceSpec(
            null, 1, null, null, null, null, null, null, null, handler, null, null, null);
    services.add(new InetdService(Metadata.named(name), spec));
  }

  private void allow(String... lines) {
    allow.addAll(List.of(lines));
  }

  private void deny(String... lines) {
    deny.addAll(List.of(lines));
  }

  private static String text(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
