package dev.kinetd.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConvertCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsTheUsualPairAsOneRule() throws IOException {
    // given
    Path allow = file("hosts.allow", "ALL: 192.168.111.0/255.255.255.0");
    Path deny = file("hosts.deny", "ALL: ALL");

    // then
    assertThat(convert(deny, allow)).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .isEqualTo(
            """
            ---
            apiVersion: kinetd.dev/v1alpha1
            kind: AccessRule
            metadata:
              name: hosts-allow-1
            spec:
              services: {}
              action: Allow
              from:
              - cidr: 192.168.111.0/24
            """);
  }

  @Test
  void printsWhatItCannotCarryOverAndWhereToLook() throws IOException {
    // given
    Path allow = file("hosts.allow", "sshd: 10.0.0.0/8");
    Path deny = file("hosts.deny", "ALL: ALL");

    // then
    assertThat(convert(allow, deny)).isEqualTo(1);
    assertThat(err.toString()).startsWith(allow + ":1: warning: some lines name daemons");
    assertThat(out.toString())
        .endsWith(
            """
              hostsAccess:
                allow: |
                  sshd: 10.0.0.0/8
                deny: |
                  ALL: ALL
            """);
  }

  @Test
  void findsTheServicesOfDaemonsInTheFilesBeside() throws IOException {
    // given
    Path allow = file("hosts.allow", "cat: 10.0.0.0/8");
    Path deny = file("hosts.deny", "ALL: ALL");
    Path inetd = file("inetd.conf", "7777 stream tcp nowait nobody /bin/cat cat");

    // then
    assertThat(convert(allow, deny, inetd)).isZero();
    assertThat(out.toString())
        .contains("- port-7777-tcp\n", "action: Allow\n")
        .doesNotContain("Deny");
  }

  @Test
  void takesAFileThatIsNotNamedForNone() throws IOException {
    assertThat(convert(file("hosts.deny", "ALL: 10.0.0.0/8"))).isZero();
    assertThat(out.toString()).contains("name: hosts-deny-1", "action: Deny");
  }

  @Test
  void saysWhatItCannotRead() throws IOException {
    assertThat(convert(folder.resolve("hosts.allow"))).isEqualTo(2);
    assertThat(err.toString()).contains("hosts.allow: error: cannot be read");
    assertThat(convert(file("hosts.deny", ""), folder.resolve("missing.yaml"))).isEqualTo(2);
    assertThat(convert(folder.resolve("inetd.conf"))).isEqualTo(2);
    assertThat(convert(file("binary", "\1\2\3\4"))).isEqualTo(2);
    assertThat(convert(file("xinetd.conf", "service ftp", "{", "}"))).isEqualTo(2);
    assertThat(err.toString()).contains("looks like an xinetd.conf, a format that is unsupported");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void printsAnInetdConfAsServices() throws IOException {
    // given
    Path inetd = file("inetd.conf", "7777 stream tcp nowait nobody /bin/cat cat -u");

    // then
    assertThat(convert(inetd)).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .startsWith("---\napiVersion: kinetd.dev/v1alpha1\nkind: InetdService\n")
        .contains("  name: port-7777-tcp\n", "  port: 7777\n", "    - -u\n");
  }

  @Test
  void printsWhatChecksClean() throws IOException {
    // given
    Path inetd =
        file(
            "inetd.conf",
            "7777 stream tcp nowait nobody /bin/cat cat y",
            "7778 dgram udp wait nobody /bin/cat");

    // when
    assertThat(convert(inetd)).isZero();

    // then
    Path converted = file("converted.yaml", out.toString());
    int checked =
        new CommandLine(new CheckCommand())
            .setOut(new PrintWriter(err))
            .execute("--no-user-switch", "--no-hosts-access", converted.toString());
    assertThat(err.toString()).isEmpty();
    assertThat(checked).isZero();
  }

  @Test
  void namesEveryLossWithItsLine() throws IOException {
    // given
    Path inetd =
        file(
            "inetd.conf",
            "127.0.0.1:7777 stream tcp nowait nobody /bin/cat",
            "7778 stream tcp4 nowait nobody /bin/cat",
            "/run/cat.sock stream unix nowait nobody /bin/cat",
            "rusersd/1-3 stream rpc/tcp wait root /usr/sbin/rpc.rusersd",
            "7779 stream tcp noweit nobody /bin/cat");

    // then
    assertThat(convert(inetd)).isEqualTo(1);
    assertThat(out.toString())
        .contains("port: 7777", "port: 7778", "port: 7779")
        .doesNotContain("127.0.0.1", "family", "socket", "rusers");
    assertThat(err.toString().lines())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith(inetd + ":1: warning: ").contains("127.0.0.1"),
            line -> assertThat(line).startsWith(inetd + ":2: warning: ").contains("only on IPv4"),
            line -> assertThat(line).startsWith(inetd + ":3: warning: ").contains("/run/cat.sock"),
            line -> assertThat(line).startsWith(inetd + ":4: error: ").contains("rpc/tcp"),
            line -> assertThat(line).startsWith(inetd + ":5: warning: ").contains("noweit"));
  }

  @Test
  void readsTheDialectThatItIsTold() throws IOException {
    // given
    Path inetd = file("inetd.conf", "7777 stream tcp6 nowait nobody /bin/cat");

    // then
    assertThat(convert("--dialect", "inetutils", inetd)).isZero();
    assertThat(convert(inetd)).isEqualTo(1);
    assertThat(err.toString()).contains("not only on IPv6");
  }

  @Test
  void saysThatAnEmptyFileDeclaresNothing() throws IOException {
    assertThat(convert(file("inetd.conf", "# nothing yet"))).isEqualTo(1);
    assertThat(err.toString()).contains("inetd.conf: warning: declares no service");
  }

  @Test
  void hasNothingToDoForDocuments() throws IOException {
    // given
    Path inetd = file("inetd.conf", "7777 stream tcp nowait nobody /bin/cat");
    convert(inetd);
    Path document = file("cat.yaml", out.toString());

    // then
    assertThat(convert(document)).isEqualTo(2);
    assertThat(err.toString()).contains("nothing to convert: name an inetd.conf");
  }

  @Test
  void findsTheServicesOfDaemonsInDocumentsAndLeavesThoseAlone() throws IOException {
    // given
    convert(file("inetd.conf", "7777 stream tcp nowait nobody /bin/cat"));
    Path document = file("cat.yaml", out.toString());
    out.getBuffer().setLength(0);

    // then
    assertThat(convert(file("hosts.deny", "cat: 10.0.0.0/8"), document)).isZero();
    assertThat(out.toString()).contains("- port-7777-tcp\n").doesNotContain("InetdService");
  }

  @Test
  void namesLinesAboutDaemonsThatNoServiceIs() throws IOException {
    // given
    Path deny = file("hosts.deny", "cat: 10.0.0.0/8", "cat, sshd: 11.0.0.0/8");
    Path inetd = file("inetd.conf", "7777 stream tcp nowait nobody /bin/cat");

    // then
    assertThat(convert(deny, inetd)).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            deny
                + ":2: warning: no service that is declared is called \"sshd\"; no rule is made for"
                + " it; keep the line if it is for a program of its own\n");
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private int convert(Object... arguments) {
    return new CommandLine(new ConvertCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
  }
}
