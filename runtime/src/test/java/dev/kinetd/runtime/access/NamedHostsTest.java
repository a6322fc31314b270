package dev.kinetd.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.HostsAccess;
import dev.kinetd.runtime.access.hosts.HostsRules;
import dev.kinetd.runtime.access.hosts.NamedHost;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which words of rules are names of hosts, to be looked up by {@code kinetd check}. */
class NamedHostsTest {

  @Test
  void findsWholeNamesInHostsFiles() {
    // given
    String allow =
        "ALL: a.example.com, me@b.example.com EXCEPT c.example.com\n"
            + "ALL: 10.0.0.1 10. 10.0.0.0/8 [::1] .example.com web. *.x ALL LOCAL known UNKNOWN\n"
            + "ALL: paranoid @group : deny\n";

    // then
    assertThat(HostsRules.read(BlockFiles.ALLOW, BlockFiles.DENY, files(allow)).namedHosts())
        .extracting(host -> host.origin().line() + " " + host.name())
        .containsExactly("1 a.example.com", "1 b.example.com", "1 c.example.com");
  }

  @Test
  void findsWholeNamesInRules() {
    // given
    var rules =
        new Policies()
            .allow("office", "10.0.0.0/8", "a.example.com", ".example.com", "KNOWN")
            .except("b.example.com", "UNKNOWN")
            .block("old", "ALL: c.example.com", "")
            .notUnderstood("broken");

    // then
    List<NamedHost> named = rules.compile(AccessRules.NONE).namedHosts();
    assertThat(named)
        .extracting(host -> host.origin() + " " + host.field() + " " + host.name())
        .containsExactly(
            "rules.yaml:1 spec.from[1].host a.example.com",
            "rules.yaml:1 spec.except[0].host b.example.com",
            "rules.yaml:2 spec.hostsAccess.allow c.example.com");
  }

  private static BlockFiles files(String allow) {
    return new BlockFiles(new HostsAccess(allow, ""));
  }
}
