package dev.kinetd.bench;

import dev.kinetd.api.Access;
import dev.kinetd.api.AccessRule;
import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.Action;
import dev.kinetd.api.Handler;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Peer;
import dev.kinetd.api.Services;
import dev.kinetd.api.Toggle;
import dev.kinetd.bench.Clients.Net;
import dev.kinetd.runtime.access.AccessPolicy;
import dev.kinetd.runtime.access.AccessRules;
import dev.kinetd.runtime.access.hosts.HostsFiles;
import dev.kinetd.runtime.access.hosts.HostsRules;
import dev.kinetd.runtime.frontend.DeclaredRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles rules that exist in a benchmark alone, all of them about one service. */
final class Rules {

  static final String SERVICE = "sshd";

  private Rules() {}

  /** A rule for each network, each fourth a Deny. */
  static AccessPolicy policy(List<Net> nets) {
    var rules = new ArrayList<DeclaredRule>();
    for (int i = 0; i < nets.size(); i++) {
      Action action = i % 4 == 0 ? Action.Deny : Action.Allow;
      List<Peer> from = List.of(Peer.ofCidr(nets.get(i).toString()));
      var spec = new AccessRuleSpec(Services.ALL, action, Toggle.Disabled, from, null, null, null);
      var rule = new AccessRule(Metadata.named("rule" + i), spec);
      rules.add(
          new DeclaredRule(
              rule, DeclaredRule.State.UNDERSTOOD, Origin.ofLine("rules.yaml", i + 1), Map.of()));
    }
    return AccessRules.compile(rules, List.of(service()), AccessRules.NONE).of(SERVICE);
  }

  private static InetdService service() {
    var access = new Access(Action.Deny, null, null, null);
    var handler = new Handler(List.of("/bin/cat"), null, null);
    var spec =
        new InetdServiceSpec(
            null, 22, null, null, null, null, null, null, null, handler, null, null, access);
    return new InetdService(Metadata.named(SERVICE), spec);
  }

  /** These lines as hosts.allow, and a hosts.deny that denies everybody else. */
  static HostsRules hosts(List<String> lines) throws IOException {
    Path allow = Files.createTempFile("kinetd-bench-", ".allow");
    Path deny = Files.createTempFile("kinetd-bench-", ".deny");
    try {
      Files.write(allow, lines);
      Files.writeString(deny, "ALL: ALL\n");
      return HostsRules.read(allow.toString(), deny.toString(), HostsFiles.ofMachine());
    } finally {
      Files.delete(allow);
      Files.delete(deny);
    }
  }
}
