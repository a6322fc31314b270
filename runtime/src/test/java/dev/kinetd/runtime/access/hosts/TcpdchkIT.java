package dev.kinetd.runtime.access.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever tcpdchk finds, we find, and of the same line. */
class TcpdchkIT {

  private static final long SEED = Long.getLong("kinetd.seed", 20_260_101L);
  private static final int FILES = Boolean.getBoolean("kinetd.long") ? 3_000 : 300;

  /** What it can only know from name servers or from an inetd.conf. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "host not found|hostname alias|official name|lookup failed|can't verify|mismatch"
              + "|more than one address|consider using|no such process name|not wrapped");

  /** The second halves of findings. */
  private static final Pattern ADVICE = Pattern.compile("^\\(use EXCEPT");

  private static final List<String> KNOWN_TRAPS =
      List.of(
          "sshd 10.0.0.1\n",
          ": ALL\n",
          "sshd:\n",
          "sshd EXCEPT: ALL\n",
          "sshd: ALL EXCEPT\n",
          "@sshd: ALL\n",
          "/usr/sbin/sshd: ALL\n",
          ".tpd: ALL\n",
          "ftpd.: ALL\n",
          "FAIL: ALL\n",
          "KNOWN LOCAL PARANOID: ALL\n",
          "ALL: FAIL\n",
          "ALL: FAIL@10.0.0.1\n",
          "ALL: /root@10.0.0.1\n",
          "ALL: .root@10.0.0.1 root.@10.0.0.1 LOCAL@10.0.0.1\n",
          "ALL: @@10.0.0.1\n",
          "ALL: @trusted\n",
          "ALL: 10.0.0.0/0\n",
          "ALL: 10.0.0/24\n",
          "ALL: [2001:db8::]/129\n",
          "ALL: [oops]/64\n",
          "ALL: web.\n",
          "ALL: .5\n",
          "sshd@web.: ALL\n",
          "ALL: ALL: bogus\n",
          "ALL: ALL:\n",
          "ALL: ALL: allow: deny\n",
          "ALL: ALL: umask 9\n",
          "ALL: ALL: severity none\n",
          "ALL: ALL: user no.such\n",
          "ALL: ALL: group nosuch\n",
          "ALL: ALL: banners /no/such\n",
          "ALL: ALL: spawn %z\n",
          "ALL: ALL: setenv A=b\n",
          "ALL: ALL",
          "ALL: " + "x".repeat(2100) + "\n");

  /** What a file of patterns may hold. */
  private static final List<String> PATTERN_TRAPS =
      List.of(
          "10.0.0.1\n\n10.0.0/24\n",
          "10.0.0.1 10.0.0.2\n@trusted\n",
          "\t.5",
          "10.0.0.1\n/no/such/file\n",
          "one\0 web.\n");

  @TempDir private Path folder;

  @Test
  void findsEverythingThatTcpdchkFinds() throws Exception {
    // given
    System.out.println("TcpdchkIT: seed " + SEED);
    var folders = new ArrayList<Path>();
    for (String trap : KNOWN_TRAPS) {
      folders.add(write(folders.size(), "# first\n" + trap, "\n" + trap));
    }
    for (String trap : PATTERN_TRAPS) {
      Path patterns = folder.resolve("patterns." + folders.size());
      Files.writeString(patterns, trap, StandardCharsets.ISO_8859_1);
      folders.add(write(folders.size(), "ALL: " + patterns + "\n", ""));
    }
    int traps = folders.size();
    var rules = new RandomRules(new Random(SEED), List.of("/no/such/file"));
    while (folders.size() < FILES) {
      folders.add(write(folders.size(), text(rules), text(rules)));
    }

    // when
    List<List<Tcpdchk.Said>> answers = Tcpdchk.check(folders);

    // then
    int compared = 0;
    assertThat(answers).hasSameSizeAs(folders);
    for (int i = 0; i < folders.size(); i++) {
      List<Finding> findings =
          HostsRules.read("hosts.allow", "hosts.deny", new FolderFiles(folders.get(i))).findings();
      for (Tcpdchk.Said said : answers.get(i)) {
        if (!ELSEWHERE.matcher(said.text()).find()
            && !ADVICE.matcher(said.text()).find()
            && isText(folders.get(i).resolve(said.file()))) {
          compared++;
          assertThat(findings)
              .as(
                  "%s in %s%n%s",
                  said,
                  folders.get(i),
                  Files.readString(
                      folders.get(i).resolve(said.file()), StandardCharsets.ISO_8859_1))
              .anyMatch(finding -> speaksOf(finding, said));
        }
      }
      if (i < traps) {
        assertThat(answers.get(i)).as("trap %d", i).isNotEmpty();
      }
    }
    System.out.println("TcpdchkIT: " + compared + " findings of tcpdchk found here");
  }

  private static boolean speaksOf(Finding finding, Tcpdchk.Said said) {
    if (!finding.origin().file().equals(said.file())) {
      return false;
    }
    // It names the line before one that it could not read.
    return said.text().startsWith("missing newline")
        ? finding.text().contains("newline") || finding.text().contains("2046")
        : finding.origin().line() == said.line();
  }

  /** Of a program that a rule names as a file of patterns it sees lines that are none. */
  private static boolean isText(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    return text.indexOf('\0') < 0;
  }

  private Path write(int number, String allow, String deny) throws IOException {
    Path made = Files.createDirectory(folder.resolve(Integer.toString(number)));
    Files.writeString(made.resolve("hosts.allow"), allow, StandardCharsets.ISO_8859_1);
    Files.writeString(made.resolve("hosts.deny"), deny, StandardCharsets.ISO_8859_1);
    return made;
  }

  /**
   * Behind a NUL byte or a line that is too long it reads on, and where is anybody's guess. It
   * takes a carriage return for a letter, unlike the library.
   */
  private static String text(RandomRules rules) {
    String text = new String(rules.file(), StandardCharsets.ISO_8859_1);
    boolean guess = text.indexOf('\0') >= 0 || text.length() > 2000;
    return guess ? text(rules) : text.replace('\r', ' ');
  }
}
