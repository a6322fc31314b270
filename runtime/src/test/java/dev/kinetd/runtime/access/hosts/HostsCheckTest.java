package dev.kinetd.runtime.access.hosts;

import static dev.kinetd.runtime.access.hosts.MemoryFiles.grants;
import static dev.kinetd.runtime.access.hosts.MemoryFiles.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# a comment",
        "sshd, in.ftpd: 192.168.1. .example.com host.example.com EXCEPT 192.168.1.7",
        "ALL EXCEPT sshd: 10.0.0.0/255.0.0.0 10.1.0.0/16 : deny",
        "22 sshd@10.0.0.1: [2001:db8::]/32 [::1] root@10.0.0.1 KNOWN@LOCAL UNKNOWN",
        "ALL: PARANOID : spawn (/bin/echo %a %% | /bin/cat) & : severity auth.info : deny",
        "ALL: *.example.com 10.* w?b : twist /bin/echo a\\:b"
      })
  void findsNothingInARuleThatMeansWhatItSays(String line) {
    assertThat(rules(line + "\n", "").findings()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ALL: 192.168.1 | matches nothing | write 192.168.1. or 192.168.1.0/24",
        "ALL: 192.168.1.5/24 | bits outside its mask | write 192.168.1.0/24 for the net",
        "ALL: 10.1/16 | no network that can be read | write 10.1.0.0/16",
        "ALL: 10.0.0.0/0 | no network that can be read | write ALL",
        "ALL: 0.0.0.0/0 | no network that can be read | write ALL",
        "ALL: 10.0.0.0/33 | no network that can be read | length from 1 to 32",
        "ALL: 10.0.0.0/24abc | read as 24 | write /24",
        "ALL: 10.0.0.1/255.255.255.255 | no network that can be read | write 10.0.0.1 alone",
        "ALL: 10.0.0.0/255.0.255.0 | has gaps | ones",
        "ALL: 010.0.0.0/8 | read as 8.0.0.0 | leading zeros",
        "ALL: 010.0.0.1 | leading zeros | as it is",
        "ALL: 10.0.0.1. | matches nothing | dot away",
        "ALL: .5 | begins with a dot | net",
        "ALL: 10.0.0.1-10.0.0.9 | no ranges | nets",
        "ALL: !10.0.0.1 | does not negate | EXCEPT",
        "ALL: [2001:db8::/32] | within the brackets | write [2001:db8::]/32",
        "ALL: [2001:db8::]/abc | every IPv6 client | length",
        "ALL: [2001:db8::]/129 | no network that can be read | 0 to 128",
        "ALL: [10.0.0.1] | matches nothing | write 10.0.0.1 without",
        "ALL: [::ffff:10.0.0.1] | dotted form | write 10.0.0.1",
        "ALL: [fe80::1%1] | zone | leave it away",
        "ALL: fe80::1 | colons in fe80::1 | write [fe80::1]",
        "ALL: 2001:db8::/32 | colons in | write [2001:db8::]/32",
        "ALL: .10.* | matches nothing | *",
        "ALL: any | name of a host | ALL",
        "ALL: web. | ends in a dot | .domain",
        "ALL: FAIL | means nothing here | EXCEPT",
        "ALL: @trusted | netgroups | file",
        "ALL: /no/such/file | does not exist | file of patterns",
        "ALL: LOCAL@10.0.0.1 | stands as user | KNOWN",
        "ALL: .ce@10.0.0.1 | part of names | the user",
        "ALL: 10.0.0.1 # ALL hosts | begins no comment | first column",
        "ALL: EXCEPT 10.0.0.1 | begins with EXCEPT | ALL before",
        "ALL: ALL EXCEPT | ends in EXCEPT | excepted",
        "ALL: | client list is empty | ALL",
        ": ALL | daemon list is empty | ALL",
        "/usr/sbin/sshd: ALL | not by its path | write sshd",
        "@sshd: ALL | cannot begin with @ | name the daemons",
        ".tpd: ALL | begins with a dot | name",
        "ftpd.: ALL | ends in a dot | name",
        "KNOWN: ALL | word for clients | daemons first",
        "10.0.0.1: sshd | looks like a client | daemons first",
        "70000: ALL | no port | 65535",
        "sshd 10.0.0.1 | missing | colon",
        "ALL]: ALL | hides the colon | pair",
        "' # ALL: ALL' | indented # | first column",
        "' # just words' | indented # | first column",
        "ALL: ALL : | an option is announced and does not follow | colon at the end",
        "ALL: ALL : allow : keepalive | must be at end | last",
        "ALL: ALL : twist x : deny | must be at end | last",
        "ALL: ALL : deny # nobody | requires no value | line of its own",
        "ALL: ALL : bogus | there is no option of this name | hosts_options",
        "ALL: ALL : spawn echo a:b | there is no option of this name | write \\: for the colon",
        "ALL: ALL : severity authpriv.info | bad severity | write auth",
        "ALL: ALL : umask 999 | bad umask | hosts_options",
        "ALL: ALL : user nobody | does nothing | in the service",
        "ALL: ALL : group nogroup | does nothing | in the service",
        "ALL: ALL : setenv A=b c | cannot hold = | blank",
        "ALL: ALL : spawn echo %z | unrecognized %z | %%",
        "ALL: ALL : banners /no/such/folder | no folder | make it",
        "ALL: ALL : aclexec /bin/x | goes on with hosts.deny | hosts.deny",
        "ALL: ALL : aclexec /bin/x : allow | does not count | take one"
      })
  void namesTheTrapAndWhatWasMeant(String line, String text, String remedy) {
    // when
    List<Finding> findings = rules(line + "\n", "").findings();

    // then
    assertThat(findings)
        .anySatisfy(
            finding -> {
              assertThat(finding.text()).contains(text);
              assertThat(finding.remedy()).contains(remedy);
              assertThat(finding.origin()).hasToString("hosts.allow:1");
            });
  }

  @Test
  void keepsTheBlanksOfAnIndentedComment() {
    // given
    HostsRules rules = rules("  # ALL: ALL\n", "");

    // then
    assertThat(texts(rules)).anyMatch(text -> text.contains("this is a rule for the daemons"));
  }

  @Test
  void saysWhatHappensToFilesThatEndTooSoon() {
    // given
    HostsRules newline = rules("ALL: 10.0.0.1", "ALL: ALL");
    HostsRules length = rules("ALL: " + "x ".repeat(1100) + "\nALL: 10.0.0.1\n", "");

    // then
    assertThat(texts(newline))
        .anyMatch(text -> text.contains("newline") && text.contains("rules in hosts.deny decide"))
        .anyMatch(text -> text.contains("newline") && text.contains("is refused"));
    assertThat(texts(length)).anyMatch(text -> text.contains("more than 2046 characters"));
  }

  @Test
  void saysThatAFileCannotBeReadOrAnybodyCanChangeIt() {
    // given
    HostsRules rules =
        new MemoryFiles()
            .unreadable("hosts.deny")
            .with("hosts.allow", "")
            .writable("hosts.allow")
            .rules();

    // then
    assertThat(texts(rules))
        .anyMatch(text -> text.contains("world writable"))
        .anyMatch(text -> text.startsWith("cannot be read"));
  }

  @Test
  void looksIntoFilesOfPatterns() {
    // given
    HostsRules rules =
        new MemoryFiles()
            .with("hosts.allow", "ALL: /friends /loop\n")
            .with(
                "/friends", "# mine\n10.0.0.1,10.0.0.2 192.168.1\n\nEXCEPT a@b\n2001:db8::1 /gone")
            .with("/loop", "/loop")
            .rules();

    // then
    assertThat(rules.findings())
        .filteredOn(finding -> finding.origin().file().equals("/friends"))
        .extracting(finding -> finding.origin().line())
        .containsExactly(1, 2, 2, 4, 4, 5, 5);
    assertThat(texts(rules))
        .anyMatch(text -> text.contains("names itself"))
        .anyMatch(text -> text.contains("/gone does not exist"));
  }

  @Test
  void saysOnceThatAFileOfPatternsIsNotText() {
    // given
    HostsRules rules =
        new MemoryFiles()
            .with("hosts.allow", "ALL: /program\n")
            .with("/program", "192.168.1\n10.0.0.1\0hidden 10.0.0.2,\nx\0#\n")
            .with("hosts.deny", "ALL: ALL\n")
            .rules();

    // then
    assertThat(rules.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.origin()).hasToString("/program:2");
              assertThat(finding.text()).startsWith("is not text");
              assertThat(finding.remedy()).contains("name a file of patterns");
            });
    assertThat(grants(rules, "10.0.0.1")).isTrue();
    assertThat(grants(rules, "10.0.0.2")).isFalse();
  }

  @Test
  void findsContinuedCommentsAndBackslashesThatContinueNothing() {
    assertThat(texts(rules("# x \\\nALL: ALL\n", ""))).anyMatch(text -> text.contains("backslash"));
    assertThat(texts(rules("ALL: 10.0.0.1 \\ \n", ""))).anyMatch(text -> text.contains("behind"));
    assertThat(texts(rules("ALL: 10.0.0.1 \\\r\n", ""))).anyMatch(text -> text.contains("behind"));
    assertThat(texts(rules("ALL: a\0b\nx: y\n", ""))).anyMatch(text -> text.contains("NUL"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALL: ALL | sshd: 10.0.0.1",
        "sshd ftpd: ALL | sshd: 10.0.0.1",
        "sshd: 10.0.0.0/8 | sshd: 10.1.0.0/16",
        "sshd: 10. | sshd: 10.1.0.0/16",
        "sshd: 10. | sshd: 10.1.2.",
        "sshd: 10.0.0.0/255.0.0.0 | SSHD: 10.1.2.3 10.1.2.4",
        "sshd: [2001:db8::]/32 | sshd: [2001:db8:1::]/48 [2001:db8::1]",
        "sshd: .example.com | sshd: web.example.com .sub.example.com",
        "sshd: 10.0.0.1 | sshd@10.0.0.254: root@10.0.0.1",
        "sshd: LOCAL : deny | sshd: LOCAL EXCEPT bare"
      })
  void findsRulesThatAnEarlierOneCovers(String first, String second) {
    // given
    HostsRules sameFile = rules(first + "\n\n" + second + "\n", "");
    HostsRules otherFile = rules(first + "\n", second + "\n");

    // then
    assertThat(sameFile.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.origin()).hasToString("hosts.allow:3");
              assertThat(finding.text()).contains("never counts: line 1 matches");
            });
    assertThat(texts(otherFile)).anyMatch(text -> text.contains("hosts.allow line 1 matches"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sshd: 10.0.0.1 | sshd: ALL",
        "sshd: 10.1.0.0/16 | sshd: 10.0.0.0/8",
        "ftpd: ALL | sshd: ALL",
        "ALL EXCEPT sshd: ALL | sshd: ALL",
        "sshd: ALL EXCEPT 10.0.0.1 | sshd: 10.0.0.1",
        "sshd: .example.com | sshd: example.com",
        "sshd: root@10.0.0.1 | sshd: 10.0.0.1",
        "sshd@10.0.0.254: ALL | sshd: ALL",
        "sshd: 10.0.0.1 | sshd: 10.0.0.1 10.0.0.2"
      })
  void saysNothingOfRulesThatCanStillMatch(String first, String second) {
    assertThat(texts(rules(first + "\n" + second + "\n", "")))
        .noneMatch(text -> text.contains("never counts"));
  }

  @Test
  void anAclexecInAllowLeavesDenyToBeSearched() {
    // given
    HostsRules rules = rules("ALL: ALL: aclexec x\n", "ALL: ALL\n");

    // then
    assertThat(texts(rules)).noneMatch(text -> text.contains("never counts"));
  }

  @Test
  void findsInAResourceWhatRunsProgramsOrReadsFiles() {
    // given
    String text = "ALL: ALL: spawn x\nALL: ALL: twist x\nALL: /file\nALL: 10.0.0.1: banners /b\n";

    // then
    assertThat(rules(text, "ALL: ALL: aclexec x\n").findingsForResource()).hasSize(5);
    assertThat(rules("ALL: ALL: severity info: allow\n", "").findingsForResource()).isEmpty();
  }

  @Test
  void isQuickWithManyRules() {
    // given
    var text = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      text.append("d").append(i % 50).append(": 10.").append(i >> 8).append('.').append(i & 255);
      text.append(".0/24\n");
    }

    // when
    long start = System.nanoTime();
    List<Finding> findings = rules(text.toString(), "ALL: ALL\n").findings();

    // then
    assertThat(findings).isEmpty();
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  private static List<String> texts(HostsRules rules) {
    return rules.findings().stream().map(Finding::text).toList();
  }
}
