package dev.kinetd.runtime.access.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kinetd.runtime.admission.Source;
import java.nio.charset.StandardCharsets;

/**
 * Whatever the bytes: rules come of them and findings, no exception, and both ways of deciding
 * agree. With JAZZER_FUZZ=1 in the environment it makes up bytes, else it takes those it knows.
 */
class HostsFuzzTest {

  private static final String[] NAMES = {"web.example.com", "unknown", "paranoid", "bare", null};

  @FuzzTest(maxDuration = "10m")
  void decidesWhateverTheBytes(FuzzedDataProvider data) {
    // given
    int client = data.consumeInt();
    String name = NAMES[data.consumeInt(0, NAMES.length - 1)];
    String daemon = data.consumeAsciiString(8);
    String patterns = new String(data.consumeBytes(64), StandardCharsets.ISO_8859_1);
    String allow = new String(data.consumeBytes(4096), StandardCharsets.ISO_8859_1);
    String deny = new String(data.consumeRemainingAsBytes(), StandardCharsets.ISO_8859_1);

    // when
    HostsRules rules =
        new MemoryFiles()
            .with(MemoryFiles.ALLOW, allow)
            .with(MemoryFiles.DENY, deny)
            .with("/p", patterns)
            .rules();
    Source source = (client & 1) == 0 ? Source.ofIpv4(client) : new Source(client, client);
    HostsRequest request = HostsRequest.of(daemon, source).at(Source.ofIpv4(client), 22);
    HostsFacts facts = HostsFacts.NONE.withClientName(name).withUser("root");
    HostsOutcome outcome = rules.decide(request, facts);

    // then
    assertThat(outcome).isEqualTo(rules.explain(request, facts).outcome());
    assertThat(rules.findings()).allSatisfy(finding -> assertThat(finding.text()).isNotEmpty());
    rules.findingsForResource();
    rules.canRefuse(request);
  }
}
