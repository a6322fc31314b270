package dev.kinetd.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MatchCommandTest {

  private static final String SERVICE =
      """
      apiVersion: kinetd.dev/v1alpha1
      kind: InetdService
      metadata: {name: report}
      spec:
        port: 5555
        handler: {command: [/bin/cat]}
      """;

  private static final String OFFICE =
      """
      ---
      apiVersion: kinetd.dev/v1alpha1
      kind: AccessRule
      metadata: {name: office}
      spec:
        services: {names: [report]}
        action: Allow
        from: [{cidr: 10.0.0.0/8}]
        schedule: [{from: "08:00", to: "18:00", timeZone: UTC}]
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeHostsFiles() throws IOException {
    hosts("", "");
  }

  @Test
  void explainsAGrantAndADenial() throws IOException {
    // given
    hosts("sshd: 10.0.0.0/8\n", "ALL: ALL\n");

    // then
    assertThat(match("sshd", "10.1.2.3")).isZero();
    assertThat(printed())
        .isEqualTo(
            """
            client:   10.1.2.3
            step:     hosts.allow:1: matches: daemon sshd, client 10.0.0.0/8
            decided:  hosts.allow:1: the rule matches
            access:   granted
            """);
    assertThat(match("ftpd", "10.1.2.3")).isEqualTo(1);
    assertThat(printed())
        .isEqualTo(
            """
            client:   10.1.2.3
            step:     hosts.allow:1: the daemon is not meant
            step:     hosts.deny:1: matches: daemon ALL, client ALL
            decided:  hosts.deny:1: the rule matches
            access:   denied
            """);
  }

  @Test
  void asksAboutTheEndOfTheServerAndTheUserThatTheQuestionNames() throws IOException {
    // given
    hosts("sshd@192.0.2.1: alice@10.0.0.1\n", "ALL: ALL\n");

    // then
    assertThat(match("sshd@192.0.2.1", "alice@10.0.0.1")).isZero();
    assertThat(match("sshd@192.0.2.2", "alice@10.0.0.1")).isEqualTo(1);
    assertThat(match("sshd@192.0.2.1", "bob@10.0.0.1")).isEqualTo(1);
    assertThat(match("sshd", "alice@10.0.0.1")).isEqualTo(1);
  }

  @Test
  void asksNobodyForAUser() throws IOException {
    // given
    hosts("sshd: alice@10.0.0.1\nsshd: UNKNOWN@10.0.0.1\n", "ALL: ALL\n");

    // then
    assertThat(match("sshd@192.0.2.1", "10.0.0.1")).isZero();
    assertThat(printed()).contains("asked for the client's user: unknown", "hosts.allow:2");
  }

  @Test
  void takesTheWordsUnknownAndParanoidForClients() throws IOException {
    // given
    hosts("", "ALL: PARANOID\n");

    // then
    assertThat(match("sshd", "paranoid")).isEqualTo(1);
    assertThat(printed()).startsWith("client:   unknown\nname:     paranoid\n");
    assertThat(match("sshd", "unknown")).isZero();
    assertThat(printed()).startsWith("client:   unknown\nname:     unknown\n");
  }

  @Test
  void takesAddressesInBracketsAndMappedOnes() throws IOException {
    // given
    hosts("", "ALL: [2001:db8::]/32 10.0.0.1\n");

    // then
    assertThat(match("sshd", "2001:db8::1")).isEqualTo(1);
    assertThat(match("sshd", "[2001:db8::1]")).isEqualTo(1);
    assertThat(match("sshd", "::ffff:10.0.0.1")).isEqualTo(1);
    assertThat(match("sshd", "[2001:db9::1]")).isZero();
  }

  @Test
  void refusesWhatIsNoQuestion() {
    assertThat(match()).isEqualTo(2);
    assertThat(match("sshd")).isEqualTo(2);
    assertThat(match("sshd", "10.0.0.1", "10.0.0.2")).isEqualTo(2);
    assertThat(match("--batch", "sshd", "10.0.0.1")).isEqualTo(2);
    assertThat(match("--at", "noon", "sshd", "10.0.0.1")).isEqualTo(2);
    assertThat(match("--tcpdmatch", "--no-hosts-access", "sshd", "10.0.0.1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("give DAEMON and CLIENT", "--at noon is not a time", "--no-hosts-access out");
  }

  @Test
  void saysThatThereIsNoSuchHost() {
    for (String host : List.of("no.such.host.invalid", "user@", "[", "[]", "[::1", "10.0.0.1]")) {
      assertThat(match("sshd", host)).as(host).isEqualTo(2);
    }
    assertThat(match("sshd@no.such.host.invalid", "10.0.0.1")).isEqualTo(2);
    assertThat(err.toString()).contains("no such host: \"no.such.host.invalid\"\n");
    assertThat(printed()).isEmpty();
  }

  @Test
  void countsADelegatedClientAsGranted() throws IOException {
    // given
    hosts("sshd: 10.0.0.1: twist /bin/echo go away\n", "ALL: ALL\n");

    // then
    assertThat(match("sshd", "10.0.0.1")).isZero();
    assertThat(printed()).endsWith("access:   delegated\n");
  }

  @Test
  void runsNoCommandOfARule() throws IOException {
    // given
    Path trace = folder.resolve("trace");
    hosts("sshd: ALL: spawn /usr/bin/touch " + trace + ": aclexec /bin/false\n", "ALL: ALL\n");

    // then
    assertThat(match("sshd", "10.0.0.1")).isZero();
    assertThat(trace).doesNotExist();
  }

  @Test
  void printsWhatTcpdmatchPrintsAndSucceedsWhateverTheVerdict() throws IOException {
    // given
    hosts("", "ALL: ALL\n");

    // then
    assertThat(match("--tcpdmatch", "sshd@192.0.2.1", "alice@10.0.0.1")).isZero();
    assertThat(printed())
        .isEqualTo(
            """
            client:   address  10.0.0.1
            client:   username alice
            server:   address  192.0.2.1
            server:   process  sshd
            access:   denied
            """);
    assertThat(match("--tcpdmatch", "sshd", "no.such.host.invalid")).isEqualTo(2);
  }

  @Test
  void refusesWhereHostsDenyCannotBeRead() throws IOException {
    // given
    Path loop = folder.resolve("hosts.deny");
    Files.delete(loop);
    Files.createSymbolicLink(loop, loop);

    // then
    assertThat(match("sshd", "10.0.0.1")).isEqualTo(1);
    assertThat(printed())
        .contains("step:     hosts.deny: cannot be read\n", "hosts.deny:0", "access:   denied\n");
  }

  @Test
  void answersQuestionsOneALine() throws IOException {
    // given
    hosts("", "ALL: 10.0.0.0/8\n");

    // then
    assertThat(batch("sshd 11.0.0.1\n\nsshd\t12.0.0.1 \n")).isZero();
    assertThat(blocks()).hasSize(2).allMatch(block -> block.endsWith("access:   granted"));
    assertThat(batch("sshd 11.0.0.1\nsshd 10.0.0.1\nsshd 12.0.0.1")).isEqualTo(1);
    assertThat(blocks()).hasSize(3);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void goesOnBehindABadLineAndSaysSoAtTheEnd() {
    assertThat(batch("sshd\nsshd 10.0.0.1\na b \u001bc\nsshd [\n")).isEqualTo(2);
    assertThat(blocks()).hasSize(1);
    assertThat(err.toString())
        .contains("not a question: \"sshd\"", "not a question: \"a b \\x1bc\"", "host: \"[\"");
  }

  @Test
  void explainsRulesOfDocumentsInTheirHours() throws IOException {
    // given
    Path config = Files.writeString(folder.resolve("report.yaml"), SERVICE + OFFICE);

    // then
    assertThat(match("--config", config, "--at", "2026-03-02T12:00:00Z", "report", "10.0.0.1"))
        .isZero();
    assertThat(printed())
        .isEqualTo(
            """
            client:   10.0.0.1
            service:  report, in hosts files cat
            step:     report.yaml:8: Allow office: matches: from 10.0.0.0/8;\
             in its hours (Mon 12:00 UTC)
            decided:  no rule matches
            access:   granted
            """);
    assertThat(match("--config", config, "--at", "2026-03-02T19:30:00+01:00", "report", "10.0.0.1"))
        .isEqualTo(1);
    assertThat(printed())
        .contains(
            "Allow office: is out of its hours (Mon 18:30 UTC)", "step:     no Allow matches");
  }

  @Test
  void asksHostsFilesByTheDaemonNameAndPortOfTheService() throws IOException {
    // given
    Path config = Files.writeString(folder.resolve("report.yaml"), SERVICE);
    hosts("cat: 10.0.0.1\n5555: 10.0.0.2\nreport: 10.0.0.3\n", "ALL: ALL\n");

    // then
    assertThat(match("--config", config, "report", "10.0.0.1")).isZero();
    assertThat(match("--config", config, "report@192.0.2.1", "10.0.0.2")).isZero();
    assertThat(match("--config", config, "report", "10.0.0.3")).isEqualTo(1);
    assertThat(match("--config", config, "cat", "10.0.0.1")).isZero();
  }

  @Test
  void answersForEveryServiceThatHostsFilesCallSo() throws IOException {
    // given
    String other = SERVICE.replace("report", "other").replace("5555", "5556");
    Path config =
        Files.writeString(folder.resolve("report.yaml"), SERVICE + OFFICE + "---\n" + other);

    // then
    assertThat(match("--config", config, "cat", "11.0.0.1")).isEqualTo(1);
    assertThat(blocks())
        .satisfiesExactly(
            block -> assertThat(block).contains("service:  report,").endsWith("denied"),
            block -> assertThat(block).contains("service:  other,").endsWith("granted"));
  }

  @Test
  void saysThatNoServiceHasTheName() throws IOException {
    // given
    Path config = Files.writeString(folder.resolve("report.yaml"), SERVICE + OFFICE);

    // then
    assertThat(match("--config", config, "reprot", "11.0.0.1")).isZero();
    assertThat(printed()).contains("service:  none of this name");
  }

  @Test
  void readsServicesInTheDialectThatItIsTold() throws IOException {
    // given
    Path config =
        Files.writeString(folder.resolve("inetd.conf"), "7 stream tcp6only nowait root /bin/cat\n");

    // then
    assertThat(match("--dialect", "inetutils", "--config", config, "7-tcp6only", "::1")).isZero();
    assertThat(printed()).contains("service:  7-tcp6only, in hosts files cat\n");
  }

  @Test
  void answersNothingWithoutAFileThatIsNamed() {
    assertThat(match("--config", folder.resolve("missing.yaml"), "sshd", "10.0.0.1")).isEqualTo(2);
    assertThat(err.toString()).contains("missing.yaml: error: cannot be read");
    assertThat(printed()).isEmpty();
  }

  private void hosts(String allow, String deny) throws IOException {
    Files.writeString(folder.resolve("hosts.allow"), allow);
    Files.writeString(folder.resolve("hosts.deny"), deny);
  }

  private int batch(String questions) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(questions.getBytes(StandardCharsets.UTF_8)));
    try {
      return match("--batch");
    } finally {
      System.setIn(before);
    }
  }

  private int match(Object... arguments) {
    var words = new ArrayList<String>();
    words.addAll(List.of("--hosts-allow", folder.resolve("hosts.allow").toString()));
    words.addAll(List.of("--hosts-deny", folder.resolve("hosts.deny").toString()));
    Arrays.stream(arguments).map(Object::toString).forEach(words::add);
    return new CommandLine(new MatchCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words.toArray(String[]::new));
  }

  /** What was printed since this was last asked, without the folder of the test. */
  private String printed() {
    String text = out.toString().replace(folder + "/", "");
    out.getBuffer().setLength(0);
    return text;
  }

  private List<String> blocks() {
    return Arrays.stream(printed().split("\n\n+"))
        .map(String::strip)
        .filter(block -> !block.isEmpty())
        .toList();
  }
}
