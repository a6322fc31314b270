package dev.kinetd.runtime.access.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The index decides, and asks for facts, as going through every rule does. */
class IndexTest {

  private static final long SEED = Long.getLong("kinetd.seed", 7L);

  @Test
  void decidesAsRuleByRule() {
    // given
    System.out.println("IndexTest: seed " + SEED);
    var random = new Random(SEED);
    var maker = new RandomRules(random, List.of("/patterns", "/missing"));

    for (int i = 0; i < 2_000; i++) {
      var files =
          new MemoryFiles()
              .with("hosts.deny", text(maker.file()))
              .with("hosts.allow", text(maker.file()))
              .with("/patterns", maker.patternFile());
      HostsRules rules = files.rules();
      for (int j = 0; j < 10; j++) {
        // when
        HostsRequest request = request(maker);
        HostsFacts facts = facts(random);
        HostsOutcome outcome = rules.decide(request, facts);

        // then
        assertThat(outcome)
            .as("%s %s of %s", request, facts, files)
            .isEqualTo(rules.explain(request, facts).outcome());
      }
    }
  }

  @RepeatedTest(3)
  void keepsTheFirstMatchAmongThousands() {
    // given
    var text = new StringBuilder("sshd: 10.5.0.0/16 EXCEPT 10.5.5.5 : deny\n");
    for (int i = 0; i < 5_000; i++) {
      text.append("sshd: 10.").append(i / 256).append('.').append(i % 256).append(".0/24\n");
    }
    text.append("ALL: 10.: deny\n");
    HostsRules rules = MemoryFiles.rules(text.toString(), "ALL: ALL\n");

    // then
    assertThat(line(rules, "10.5.0.1")).isEqualTo(1);
    assertThat(line(rules, "10.5.5.5")).isEqualTo(2 + 5 * 256 + 5);
    assertThat(line(rules, "10.19.0.1")).isEqualTo(2 + 19 * 256);
    assertThat(line(rules, "10.200.0.1")).isEqualTo(5_002);
    assertThat(line(rules, "11.0.0.1")).isEqualTo(1);
  }

  private static int line(HostsRules rules, String client) {
    return ((HostsDecision) rules.decide(MemoryFiles.request(client), HostsFacts.NONE)).line();
  }

  private static HostsRequest request(RandomRules maker) {
    String client = maker.askedClient();
    String host = client.substring(client.indexOf('@') + 1);
    boolean numeric = LibcAddress.dottedQuad(host) != LibcAddress.NONE || host.indexOf(':') >= 0;
    String daemon = maker.askedDaemon();
    HostsRequest request =
        HostsRequest.of(
            daemon.substring(0, (daemon + "@").indexOf('@')),
            numeric ? MemoryFiles.source(host) : null);
    return daemon.indexOf('@') < 0 ? request : request.at(MemoryFiles.source("127.0.0.9"), 22);
  }

  private static HostsFacts facts(Random random) {
    HostsFacts facts = random.nextBoolean() ? HostsFacts.NONE : HostsFacts.REHEARSAL;
    if (random.nextBoolean()) {
      List<String> names = List.of("web.example.com", "bare", "unknown", "paranoid", "a.b.c");
      facts = facts.withClientName(names.get(random.nextInt(names.size())));
    }
    if (random.nextBoolean()) {
      facts = facts.withServerName("only.server");
    }
    if (random.nextBoolean()) {
      facts = facts.withUser(random.nextBoolean() ? "root" : "unknown");
    }
    return random.nextBoolean() ? facts : facts.withStatus(random.nextInt(2));
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1);
  }
}
