package dev.kinetd.runtime.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Access;
import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.Action;
import dev.kinetd.api.Day;
import dev.kinetd.api.HostsAccess;
import dev.kinetd.api.HostsFiles;
import dev.kinetd.api.OnLookupFailure;
import dev.kinetd.api.Peer;
import dev.kinetd.api.Schedule;
import dev.kinetd.api.Selector;
import dev.kinetd.api.Services;
import dev.kinetd.api.Toggle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRuleDocumentsTest {

  private static final String HEAD =
      "apiVersion: kinetd.dev/v1alpha1\nkind: AccessRule\nmetadata: {name: office}\n";

  @TempDir private Path folder;

  @Test
  void readsEveryField() {
    // when
    DeclaredRule rule =
        onlyRule(
            rule(
                "services: {names: [report, ftp-tcp]}",
                "action: Allow",
                "audit: Enabled",
                "from:",
                "  - cidr: 192.168.111.0/24",
                "  - host: .example.com",
                "except: [{cidr: 192.168.111.13/32}]",
                "schedule:",
                "  - {days: [Mon, Tue], from: \"08:00\", to: \"18:00\", timeZone: Europe/Berlin}"));

    // then
    assertThat(rule.understood()).isTrue();
    assertThat(rule.name()).isEqualTo("office");
    assertThat(rule.origin()).hasToString(folder.resolve("t.yaml") + ":1");
    assertThat(rule.rule().spec())
        .isEqualTo(
            new AccessRuleSpec(
                new Services(List.of("report", "ftp-tcp"), null),
                Action.Allow,
                Toggle.Enabled,
                List.of(Peer.ofCidr("192.168.111.0/24"), Peer.ofHost(".example.com")),
                List.of(Peer.ofCidr("192.168.111.13/32")),
                List.of(new Schedule(List.of(Day.Mon, Day.Tue), "08:00", "18:00", "Europe/Berlin")),
                null));
  }

  @Test
  void readsHostsAccessAndSelectors() {
    // when
    AccessRuleSpec spec =
        onlyRule(
                rule(
                    "services: {selector: {matchLabels: {team: ops}}}",
                    "hostsAccess:",
                    "  allow: |",
                    "    ALL: 10.",
                    "  deny: |",
                    "    ALL: ALL"))
            .rule()
            .spec();

    // then
    assertThat(spec.services().selector()).isEqualTo(new Selector(Map.of("team", "ops")));
    assertThat(spec.hostsAccess()).isEqualTo(new HostsAccess("ALL: 10.\n", "ALL: ALL\n"));
    assertThat(spec.from()).isNull();
  }

  @Test
  void takesAnEmptyServicesForAll() {
    assertThat(
            onlyRule(rule("services: {}", "action: Deny", "from: [{cidr: \"::/0\"}]"))
                .rule()
                .spec()
                .services())
        .isEqualTo(Services.ALL);
  }

  @Test
  void readsTheAccessBlockOfAService() {
    // when
    Access access =
        yaml("""
                apiVersion: kinetd.dev/v1alpha1
                kind: InetdService
                metadata: {name: x}
                spec:
                  port: 7777
                  handler: {builtin: Echo}
                  access:
                    {default: Deny, daemonName: sshd, hostsFiles: Ignore, onLookupFailure: NoMatch}
                """)
            .onlySpec()
            .access();

    // then
    assertThat(access)
        .isEqualTo(new Access(Action.Deny, "sshd", HostsFiles.Ignore, OnLookupFailure.NoMatch));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tlsSubject: CN=a | is unsupported by this version of kinetd",
        "pods: {} | has a meaning in Kubernetes alone",
        "'pods: {}, namespaces: {}' | has a meaning in Kubernetes alone",
        "addresses: [] | is unknown"
      })
  void refusesWhatItCannotGiveAMeaning(String peer, String text) {
    // when
    Reading reading =
        rule("services: {names: [a]}", "action: Allow", "from: [{" + peer + "}]").read();

    // then
    assertThat(reading.findings())
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.field()).startsWith("spec.from[0].");
              assertThat(finding.text()).isEqualTo(text);
            });
    assertThat(reading.rules())
        .singleElement()
        .extracting(DeclaredRule::understood)
        .isEqualTo(false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from: [{cidr: 10.0.0.1/8}]|7|spec.from[0].cidr: \"10.0.0.1/8\" has bits set",
        "from: [10.0.0.0/8]|7|spec.from[0]: is not a mapping",
        "from: {cidr: 10.0.0.0/8}|7|spec.from: is not a list",
        "from: []|7|spec.from: is empty",
        "frmo: [{cidr: 10.0.0.0/8}]|7|spec.frmo: is unknown",
        "schedule: [{from: 18:00, to: \"19:00\", timeZone: UTC}]|7|"
            + "spec.schedule[0].from: is not a string; put it in quotes",
        "schedule: [{days: [Mon, Mo], timeZone: UTC}]|7|"
            + "spec.schedule[0].days[1]: \"Mo\" is not one of the allowed values",
        "hostsAccess: {allow: \"ALL: ALL\"}|6|spec.action: stands beside spec.hostsAccess"
      })
  void refusesTheServicesOfARuleThatIsNotUnderstood(String line, int at, String finding) {
    // when
    Sources sources = rule("services: {names: [report]}", "action: Allow", line);
    Reading reading = sources.read();

    // then
    assertThat(sources.findings(reading))
        .anySatisfy(text -> assertThat(text).startsWith("t.yaml:" + at).contains(finding));
    assertThat(reading.rules())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.understood()).isFalse();
              assertThat(rule.name()).isEqualTo("office");
              assertThat(rule.rule().spec().services().names()).containsExactly("report");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "services:",
        "services: []",
        "services: {names: [report, 5]}",
        "services: {names: report}",
        "services: {names: []}",
        "services: {name: [report]}",
        "services: {names: [a], selector: {matchLabels: {a: b}}}",
        "services: {selector: {matchLabels: {team: , a: b}}}",
        "service: {names: [report]}"
      })
  void refusesAllServicesWhereEvenThoseAreNotUnderstood(String services) {
    // when
    Reading reading = rule(services, "action: Allow", "from: [{cidr: \"::/0\"}]").read();

    // then
    assertThat(reading.findings()).isNotEmpty();
    assertThat(reading.rules())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.understood()).isFalse();
              assertThat(rule.rule().spec().services()).isEqualTo(Services.ALL);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiVersion: kinetd.dev/v1alpha1\nkind: AccessRule\nspec: {services: {names: [a}\n",
        "apiVersion: kinetd.dev/v2\nkind: AccessRule\nspec: {}\n",
        "kind: \"AccessRule\"\nspec: {}\n",
        "apiVersion: kinetd.dev/v1alpha1\nkind: accessRule\nspec: {}\n",
        "{apiVersion: kinetd.dev/v1alpha1, kind: AccessRule, spec: {]}\n",
        "kind: AccessRule\n\u0000\n",
        "kind: AccesRule\napiVersion: kinetd.dev/v1alpha1\nspec: {}\n",
        "apiVersion: kinetd.dev/v1alpha1\nkin",
        "spec: {services: {}, action: Deny}\n",
        "just a word\n",
        "kind: [AccessRule]\n",
        "apiVersion: kinetd.dev/v1alpha1\nkind: AccessRule\nspec: text\n",
        "apiVersion: kinetd.dev/v1alpha1\nkind: AccessRule\n"
      })
  void refusesAllServicesForARuleThatCannotBeRead(String text) {
    // when
    Reading reading = yaml("---\n" + text).format(Format.YAML).read();

    // then
    assertThat(reading.findings()).isNotEmpty();
    assertThat(reading.rules())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.understood()).isFalse();
              assertThat(rule.rule().spec().services()).isEqualTo(Services.ALL);
              assertThat(rule.rule().spec().audit()).isEqualTo(Toggle.Disabled);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiVersion: v1\nkind: ConfigMap\ndata: {}\n",
        "apiVersion: kinetd.dev/v1alpha1\nkind: InetdRuntime\n",
        "apiVersion: kinetd.dev/v2\nkind: InetdService\n"
      })
  void makesNoRuleOfSomethingElse(String text) {
    // when
    Reading reading = yaml("---\n" + text).read();

    // then
    assertThat(reading.findings()).isNotEmpty();
    assertThat(reading.rules()).isEmpty();
  }

  @Test
  void refusesForAFileThatCannotBeReadUnlessItHoldsNoRulesByItsFormat() {
    // given
    byte[] noText = new byte[100];
    Path absent = folder.resolve("absent");

    // then
    assertThat(sources().bytes("t.yaml", noText).read().rules())
        .singleElement()
        .matches(DeclaredRule::unreadable)
        .extracting(DeclaredRule::origin)
        .hasToString(folder.resolve("t.yaml").toString());
    assertThat(sources().path(absent).read().rules()).hasSize(1);
    assertThat(sources().path(absent).format(Format.INETD).read().rules()).isEmpty();
    assertThat(sources().bytes("inetd.conf", noText).read().rules()).isEmpty();
    assertThat(sources().bytes("inetd.conf", noText).format(Format.YAML).read().rules()).hasSize(1);
  }

  private Sources sources() {
    return new Sources(folder);
  }

  @Test
  void makesNoRuleOfABrokenService() {
    // given
    String service = "apiVersion: kinetd.dev/v1alpha1\nkind: InetdService # not kind: AccessRule\n";

    // then
    assertThat(yaml(service + "spec: {]\n").read().rules()).isEmpty();
    assertThat(yaml(service + "spec: {}\n").read().rules()).isEmpty();
  }

  @Test
  void leavesAnAuditThatIsNotUnderstoodAnAudit() {
    // when
    Reading reading = rule("services: {}", "audit: Enabled", "action: Block", "from: []").read();

    // then
    assertThat(reading.rules())
        .singleElement()
        .extracting(rule -> rule.rule().spec().audit())
        .isEqualTo(Toggle.Enabled);
  }

  @Test
  void countsBothRulesOfOneName() {
    // given
    String rule = HEAD + "spec: {services: {}, action: Allow, from: [{cidr: 10.0.0.0/8}]}\n";
    Sources sources = yaml(rule + "---\n" + rule);

    // then
    assertThat(sources.read().rules()).hasSize(2);
    assertThat(sources.findings())
        .singleElement()
        .asString()
        .matches(
            "t.yaml:8:12: warning: metadata.name: \"office\" is also a rule at .*; both count;"
                + " rename one of them");
  }

  private static DeclaredRule onlyRule(Sources sources) {
    Reading reading = sources.read();
    assertThat(reading.findings()).isEmpty();
    assertThat(reading.rules()).hasSize(1);
    return reading.rules().getFirst();
  }

  private Sources rule(String... lines) {
    return yaml(HEAD + "spec:\n  " + String.join("\n  ", lines) + "\n");
  }

  private Sources yaml(String text) {
    return new Sources(folder).file("t.yaml", text.stripTrailing());
  }
}
