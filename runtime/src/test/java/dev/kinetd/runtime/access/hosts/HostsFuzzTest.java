package dev.kinetd.runtime.access.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kinetd.runtime.admission.Source;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Whatever the bytes: rules come of them and findings, no exception, and both ways of deciding
 * agree. With -Djazzer.fuzz=1 it makes up bytes, else it takes those it knows.
 */
class HostsFuzzTest {

  private static final String[] NAMES = {"web.example.com", "unknown", "paranoid", "bare", null};

  /** Between the files, so that a mutation in one does not move the others. */
  private static final String SEPARATOR = "~~~";

  @DictionaryEntries({
    "~~~",
    " EXCEPT ",
    "ALL",
    "LOCAL",
    "KNOWN",
    "UNKNOWN",
    "PARANOID",
    "/p",
    "@net",
    "root@",
    "10.1.2.3",
    "10.1.",
    "10.0.0.0/8",
    "/255.0.0.0",
    "[2001:db8::1]",
    "[::]/0",
    "::ffff:10.1.2.3",
    ".example.com",
    "web.example.com",
    "*.example.com",
    "10.?.*",
    "sshd: ",
    "22: ",
    "@10.0.0.1",
    ": allow",
    ": deny",
    ": spawn ",
    ": twist ",
    ": aclexec ",
    ": rfc931 ",
    ": user ",
    ": group ",
    ": setenv ",
    ": severity ",
    ": banners ",
    ": umask ",
    ": nice ",
    ": linger ",
    ": keepalive",
    "auth.info",
    "%a",
    "%c",
    "%h",
    "%n",
    "%u",
    "%%",
    "\\:",
    "# "
  })
  @FuzzTest(maxDuration = "10m")
  void decidesWhateverTheBytes(FuzzedDataProvider data) {
    // given
    int client = data.consumeInt();
    String name = NAMES[data.consumeInt(0, NAMES.length - 1)];
    String daemon = data.consumeBoolean() ? "sshd" : data.consumeAsciiString(8);
    String text = new String(data.consumeRemainingAsBytes(), StandardCharsets.ISO_8859_1);
    String[] files = Arrays.copyOf(text.split(SEPARATOR, 3), 3);

    // when
    HostsRules rules =
        new MemoryFiles()
            .with(MemoryFiles.ALLOW, files[0])
            .with(MemoryFiles.DENY, files[1] == null ? "" : files[1])
            .with("/p", files[2] == null ? "" : files[2])
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
