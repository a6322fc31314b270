package dev.kinetd.runtime.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.Action;
import dev.kinetd.api.Day;
import dev.kinetd.api.HostsAccess;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.Peer;
import dev.kinetd.api.Schedule;
import dev.kinetd.api.Selector;
import dev.kinetd.api.Services;
import dev.kinetd.api.Toggle;
import dev.kinetd.runtime.frontend.Dialect;
import dev.kinetd.runtime.frontend.Documents;
import dev.kinetd.runtime.frontend.ReadOptions;
import dev.kinetd.runtime.frontend.Reading;
import dev.kinetd.runtime.frontend.ServiceNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleYamlTest {

  @TempDir private Path folder;

  @Test
  void writesARuleAsAPersonWould() {
    // given
    var spec =
        new AccessRuleSpec(
            Services.ALL,
            Action.Allow,
            null,
            List.of(Peer.ofCidr("::/0"), Peer.ofHost(".example.com")),
            null,
            List.of(new Schedule(List.of(Day.Mon), "08:00", "18:00", "UTC")),
            null);

    // then
    assertThat(RuleYaml.of(rule("office", spec)))
        .isEqualTo(
            """
            ---
            apiVersion: kinetd.dev/v1alpha1
            kind: AccessRule
            metadata:
              name: office
            spec:
              services: {}
              action: Allow
              from:
              - cidr: ::/0
              - host: .example.com
              schedule:
              - days:
                - Mon
                from: '08:00'
                to: '18:00'
                timeZone: UTC
            """);
  }

  @Test
  void writesWhatTheFrontEndReadsBack() throws IOException {
    // given
    List<AccessRule> rules =
        List.of(
            rule(
                "a",
                new AccessRuleSpec(
                    new Services(List.of("report", "1-2", "123", "no"), null),
                    Action.Deny,
                    Toggle.Enabled,
                    List.of(Peer.ofCidr("10.0.0.0/8"), Peer.ofHost("null"), Peer.ofHost("yes")),
                    List.of(Peer.ofHost("UNKNOWN"), Peer.ofCidr("2001:db8::/32")),
                    List.of(
                        new Schedule(List.of(Day.Sat, Day.Sun), null, null, "Europe/Berlin"),
                        new Schedule(null, "22:00", "06:00", "+02:00")),
                    null)),
            rule(
                "123",
                new AccessRuleSpec(
                    new Services(null, new Selector(Map.of("team", "1", "on", "off"))),
                    null,
                    null,
                    null,
                    null,
                    null,
                    new HostsAccess(
                        "# first\nALL: 10. \\\n  192.168.\n\n", " ALL:\tALL \n\"x': {y}"))));

    // when
    var text = new StringBuilder();
    rules.forEach(rule -> text.append(RuleYaml.of(rule)));
    Path file = Files.writeString(folder.resolve("rules.yaml"), text);
    Reading reading =
        Documents.read(
            List.of(file), new ReadOptions(null, Dialect.OPENBSD, ServiceNames.ofSystem()));

    // then
    assertThat(reading.findings()).isEmpty();
    assertThat(reading.rules()).extracting(read -> read.rule()).isEqualTo(rules);
  }

  private static AccessRule rule(String name, AccessRuleSpec spec) {
    return new AccessRule(Metadata.named(name), spec);
  }
}
