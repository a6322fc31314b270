package dev.kinetd.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AccountsTest {

  @Test
  void knowsEveryUserOfThePasswordFile() throws IOException {
    for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
      // given
      String[] fields = line.split(":");
      var user =
          new Accounts.User(
              fields[0], Integer.parseUnsignedInt(fields[2]), Integer.parseUnsignedInt(fields[3]));

      // then
      assertThat(Accounts.user(fields[0])).contains(user);
      assertThat(Accounts.user(user.uid()).orElseThrow().uid()).isEqualTo(user.uid());
    }
  }

  @Test
  void knowsEveryGroupOfTheGroupFile() throws IOException {
    for (String line : Files.readAllLines(Path.of("/etc/group"))) {
      String[] fields = line.split(":");
      assertThat(Accounts.group(fields[0])).contains(Integer.parseUnsignedInt(fields[2]));
    }
  }

  @Test
  void knowsTheGroupsOfAUser() throws IOException {
    // given
    Set<Integer> expected = new TreeSet<>(Set.of(7));
    for (String line : Files.readAllLines(Path.of("/etc/group"))) {
      String[] fields = line.split(":");
      if (fields.length > 3 && Set.of(fields[3].split(",")).contains("root")) {
        expected.add(Integer.parseUnsignedInt(fields[2]));
      }
    }

    // then
    assertThat(Accounts.groups("root", 7)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void saysWhenThereIsNone() throws IOException {
    assertThat(Accounts.user("no such user")).isEmpty();
    assertThat(Accounts.user("")).isEmpty();
    assertThat(Accounts.user(0x7ffffff0)).isEmpty();
    assertThat(Accounts.group("no such group")).isEmpty();
  }
}
