package dev.kinetd.runtime.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kinetd.api.Access;
import dev.kinetd.api.Action;
import dev.kinetd.api.Finding;
import dev.kinetd.api.Handler;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.Toggle;
import dev.kinetd.runtime.access.AccessRules;
import dev.kinetd.runtime.access.Decision;
import dev.kinetd.runtime.access.Facts;
import dev.kinetd.runtime.access.Verdict;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.admission.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Whatever the bytes: a rule or a finding comes of them, no exception; what is not understood lets
 * nobody in. With -Djazzer.fuzz=1 it makes up bytes, else it takes those it knows.
 */
class AccessRuleFuzzTest {

  private static final String HEAD =
      """
      apiVersion: kinetd.dev/v1alpha1
      kind: AccessRule
      metadata: {name: rule}
      spec:
      """;

  @DictionaryEntries({
    "services: {}",
    "services: {names: [report]}",
    "selector: {matchLabels: {app: report}}",
    "action: Allow",
    "action: Deny",
    "audit: Enabled",
    "from: ",
    "except: ",
    "- cidr: ",
    "- host: ",
    "10.0.0.0/8",
    "::/0",
    "2001:db8::/32",
    ".example.com",
    "LOCAL",
    "KNOWN",
    "PARANOID",
    "schedule: ",
    "days: [Mon, Sun]",
    "from: \"08:00\"",
    "to: \"24:00\"",
    "timeZone: Europe/Berlin",
    "hostsAccess: ",
    "allow: |",
    "deny: |",
    "ALL: ALL",
    "---",
    "&a",
    "*a",
    "!!",
    "<<: ",
    "kind: AccessRule",
    "null",
    "[]",
    "{}"
  })
  @FuzzTest(maxDuration = "3m")
  void readsWhateverTheBytes(FuzzedDataProvider data) {
    // given
    int client = data.consumeInt();
    String head = data.consumeBoolean() ? HEAD : "";
    String text = new String(data.consumeRemainingAsBytes(), StandardCharsets.ISO_8859_1);
    byte[] content = (head + text).getBytes(StandardCharsets.ISO_8859_1);
    SourceText source = SourceText.of("rules.yaml", Path.of("/"), content);
    var rules = new ArrayList<DeclaredRule>();
    var findings = new ArrayList<Finding>();

    // when
    YamlDocuments.read(source, rules, findings, new HashSet<>());
    AccessRules compiled = AccessRules.compile(rules, List.of(service()), AccessRules.NONE);
    Decision decision =
        compiled
            .of("report")
            .decide(
                HostsRequest.of("report", Source.ofIpv4(client)),
                Instant.ofEpochSecond(client),
                Facts.REHEARSAL);

    // then
    assertThat(findings).allSatisfy(finding -> assertThat(finding.text()).isNotEmpty());
    if (rules.stream().anyMatch(AccessRuleFuzzTest::refuses)) {
      assertThat(findings).isNotEmpty();
      assertThat(decision)
          .isInstanceOfSatisfying(Verdict.class, v -> assertThat(v.granted()).isFalse());
    }
  }

  private static boolean refuses(DeclaredRule rule) {
    return !rule.understood()
        && rule.rule().spec().audit() != Toggle.Enabled
        && (rule.rule().spec().services().names() == null
            ? rule.rule().spec().services().select(service())
            : rule.rule().spec().services().names().contains("report"));
  }

  private static InetdService service() {
    var access = new Access(Action.Allow, null, null, null);
    var handler = new Handler(List.of("/bin/cat"), null, null);
    var spec =
        new InetdServiceSpec(
            null, 1, null, null, null, null, null, null, null, handler, null, null, access);
    return new InetdService(Metadata.named("report"), spec);
  }
}
