package dev.kinetd.runtime.access.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.admission.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decides random cases as the real tcpdmatch does, by index and rule by rule. */
class TcpdmatchIT {

  private static final int CASES = Boolean.getBoolean("kinetd.long") ? 100_000 : 2_000;
  private static final long SEED = Long.getLong("kinetd.seed", 20_260_101L);
  private static final int CLIENTS = 20;
  private static final int ENOUGH_DIFFERENCES = 10;

  @TempDir private Path folder;

  private final List<String> differences = new ArrayList<>();
  private int cases;
  private int netgroups;

  @Test
  void decidesAsTcpdmatch() throws IOException {
    // given
    System.out.println("TcpdmatchIT: seed " + SEED + ", " + CASES + " cases");
    var random = new Random(SEED);
    List<String> patternFiles =
        List.of(
            folder.resolve("patterns").toString(),
            folder.resolve("nested").toString(),
            folder.resolve("missing").toString());
    var rules = new RandomRules(random, patternFiles);

    // when
    try (var tcpdmatch = new Tcpdmatch()) {
      while (cases < CASES && differences.size() < ENOUGH_DIFFERENCES) {
        Files.writeString(
            folder.resolve("patterns"), rules.patternFile(), StandardCharsets.ISO_8859_1);
        Files.writeString(folder.resolve("nested"), rules.patternFile() + patternFiles.getFirst());
        Files.write(folder.resolve("hosts.deny"), rules.file());
        Files.write(folder.resolve("hosts.allow"), rules.file());
        HostsRules compiled = HostsRules.read("hosts.allow", "hosts.deny", new FolderFiles(folder));
        for (int i = 0; i < CLIENTS; i++) {
          compare(tcpdmatch, compiled, rules.askedDaemon(), rules.askedClient());
        }
      }
    }

    // then
    System.out.println(
        "TcpdmatchIT: " + cases + " cases, " + netgroups + " of them with netgroups");
    assertThat(differences).isEmpty();
    assertThat(netgroups).isLessThan(cases / 100);
  }

  private void compare(Tcpdmatch tcpdmatch, HostsRules rules, String daemon, String client)
      throws IOException {
    Tcpdmatch.Answer answer = tcpdmatch.ask(folder, daemon, client);
    if (answer.blocks().isEmpty()) {
      differences.add("no answer, status " + answer.status() + ": " + describe(daemon, client));
    }
    for (List<String> block : answer.blocks()) {
      cases++;
      HostsRequest request = request(block);
      HostsFacts facts =
          HostsFacts.REHEARSAL
              .withClientName(field(block, "client:   hostname "))
              .withServerName(field(block, "server:   hostname "))
              .withUser(field(block, "client:   username "));
      HostsOutcome outcome = rules.decide(request, facts);
      String expected = String.join("\n", block) + "\n";
      String report = TcpdmatchReport.of(rules, request, facts);
      boolean mapped = client.contains("::ffff:");
      if (outcome instanceof HostsDecision decision && decision.reason().contains("netgroup")) {
        netgroups++;
      } else if (!outcome.equals(rules.explain(request, facts).outcome())) {
        differences.add("the index differs: " + describe(daemon, client));
      } else if (mapped ? !access(expected).equals(access(report)) : !expected.equals(report)) {
        differences.add(
            expected + "but here\n" + report + outcome + "\n" + describe(daemon, client));
      }
    }
  }

  private static String access(String report) {
    return report.substring(report.indexOf("access: "));
  }

  private String describe(String daemon, String client) throws IOException {
    var text = new StringBuilder("tcpdmatch " + daemon + " " + client);
    for (String file : List.of("hosts.allow", "hosts.deny", "patterns", "nested")) {
      String content = Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
      text.append("\n").append(file).append(": ").append(content.replace("\n", "$\n"));
    }
    return text.append('\n').toString();
  }

  private static HostsRequest request(List<String> block) {
    HostsRequest request =
        HostsRequest.of(field(block, "server:   process  "), address(block, "client"));
    Source server = address(block, "server");
    return server == null ? request : request.at(server, 0);
  }

  private static Source address(List<String> block, String end) {
    String text = field(block, end + ":   address  ");
    if (text.indexOf(':') >= 0) {
      return LibcAddress.ipv6(text);
    }
    boolean limited = text.equals("255.255.255.255");
    return text.equals(HostsFacts.UNKNOWN)
        ? null
        : Source.ofIpv4(limited ? -1 : (int) LibcAddress.dottedQuad(text));
  }

  private static String field(List<String> block, String label) {
    return block.stream()
        .filter(line -> line.startsWith(label))
        .map(line -> line.substring(label.length()))
        .findFirst()
        .orElse(HostsFacts.UNKNOWN);
  }
}
