package dev.kinetd.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Path allow = file("hosts.allow", "ALL: 192.168.111.0/255.255.255.0\n");
    Path deny = file("hosts.deny", "ALL: ALL\n");

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
    Path allow = file("hosts.allow", "sshd: 10.0.0.0/8\n");
    Path deny = file("hosts.deny", "ALL: ALL\n");

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
    Path allow = file("hosts.allow", "cat: 10.0.0.0/8\n");
    Path deny = file("hosts.deny", "ALL: ALL\n");
    Path inetd = file("inetd.conf", "7777 stream tcp nowait nobody /bin/cat cat\n");

    // then
    assertThat(convert(allow, deny, inetd)).isZero();
    assertThat(out.toString()).contains("- 7777-tcp\n", "action: Allow\n").doesNotContain("Deny");
  }

  @Test
  void takesAFileThatIsNotNamedForNone() throws IOException {
    assertThat(convert(file("hosts.deny", "ALL: 10.0.0.0/8\n"))).isZero();
    assertThat(out.toString()).contains("name: hosts-deny-1", "action: Deny");
  }

  @Test
  void saysWhatItCannotRead() throws IOException {
    assertThat(convert(folder.resolve("hosts.allow"))).isEqualTo(2);
    assertThat(err.toString()).contains("hosts.allow: error: cannot be read");
    assertThat(convert(file("hosts.deny", ""), folder.resolve("missing.yaml"))).isEqualTo(2);
    assertThat(convert(file("inetd.conf", ""))).isEqualTo(2);
    assertThat(err.toString()).contains("converting other files is unsupported so far");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int convert(Path... paths) {
    var command = new CommandLine(new ConvertCommand());
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    String[] words = new String[paths.length];
    for (int i = 0; i < paths.length; i++) {
      words[i] = paths[i].toString();
    }
    return command.execute(words);
  }
}
