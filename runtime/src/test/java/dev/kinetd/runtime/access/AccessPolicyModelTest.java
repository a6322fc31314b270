package dev.kinetd.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.Action;
import dev.kinetd.api.Peer;
import dev.kinetd.api.Schedule;
import dev.kinetd.api.Services;
import dev.kinetd.api.Toggle;
import dev.kinetd.runtime.admission.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The compiled decision against the sentences it is made from, taken literally. */
class AccessPolicyModelTest {

  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-01-05T03:00:00Z");
  private static final List<String> HOSTS =
      List.of("a.x", ".x", "b.a.x", ".a.x", "b", "LOCAL", "KNOWN", "UNKNOWN", "PARANOID");
  private static final List<ClientName> NAMES =
      List.of(
          ClientName.known("a.x"),
          ClientName.known("B.a.x"),
          ClientName.known("b"),
          ClientName.known("c.y"),
          ClientName.UNKNOWN,
          ClientName.PARANOID);

  @Test
  void agreesWithTheSentencesTakenLiterally() {
    // given
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      Action byDefault = random.nextBoolean() ? Action.Allow : Action.Deny;
      List<AccessRuleSpec> specs = new ArrayList<>();
      var rules = new Policies().byDefault(byDefault);
      for (int i = random.nextInt(5); i > 0; i--) {
        AccessRuleSpec spec = randomRule(random);
        specs.add(spec);
        rules.rule("r" + i, spec);
      }
      AccessPolicy policy = rules.policy();
      for (int i = 0; i < 20; i++) {
        // when
        Source client = Source.ofIpv4(random.nextInt(8) << 29 | random.nextInt(2));
        Instant now = random.nextBoolean() ? NOON : NIGHT;
        boolean unasked = Policies.decide(policy, client, now, null) instanceof Needed;

        // then
        for (ClientName name : NAMES) {
          var verdict = (Verdict) Policies.decide(policy, client, now, name);
          boolean granted = literally(specs, byDefault, client, now, name, false);
          boolean rehearsed = literally(specs, byDefault, client, now, name, true);
          String what = "%s %s %s in %s, seed %d".formatted(client, now, name, specs, seed);
          assertThat(verdict.granted()).as(what).isEqualTo(granted);
          assertThat(verdict.wouldChange()).as(what).isEqualTo(rehearsed != granted);
          if (!unasked) {
            var early = (Verdict) Policies.decide(policy, client, now, null);
            assertThat(early.granted()).as(what).isEqualTo(granted);
            assertThat(early.wouldChange()).as(what).isEqualTo(rehearsed != granted);
          }
        }
      }
    }
  }

  private static boolean literally(
      List<AccessRuleSpec> rules,
      Action byDefault,
      Source client,
      Instant now,
      ClientName name,
      boolean withAudits) {
    List<AccessRuleSpec> counting =
        rules.stream().filter(rule -> withAudits || rule.audit() == Toggle.Disabled).toList();
    List<Action> matching =
        counting.stream()
            .filter(rule -> rule.schedule() == null || now.equals(NOON))
            .filter(rule -> matches(rule.from(), client, name))
            .filter(rule -> rule.except() == null || !matches(rule.except(), client, name))
            .map(AccessRuleSpec::action)
            .toList();
    if (matching.contains(Action.Deny)) {
      return false;
    }
    if (matching.contains(Action.Allow)) {
      return true;
    }
    return counting.stream().noneMatch(rule -> rule.action() == Action.Allow)
        && byDefault == Action.Allow;
  }

  private static boolean matches(List<Peer> peers, Source client, ClientName name) {
    return peers.stream()
        .anyMatch(
            peer ->
                peer.cidr() != null
                    ? Peers.network(peer).contains(client.high(), client.low())
                    : matches(peer.host(), name));
  }

  private static boolean matches(String pattern, ClientName name) {
    String known =
        name instanceof ClientName.Known some ? some.name().toLowerCase(Locale.ROOT) : null;
    return switch (pattern) {
      case "LOCAL" -> known != null && known.indexOf('.') < 0;
      case "KNOWN" -> known != null;
      case "UNKNOWN" -> name instanceof ClientName.Unknown;
      case "PARANOID" -> name instanceof ClientName.Paranoid;
      default ->
          known != null
              && (pattern.startsWith(".") ? known.endsWith(pattern) : known.equals(pattern));
    };
  }

  private static AccessRuleSpec randomRule(Random random) {
    return new AccessRuleSpec(
        Services.ALL,
        random.nextBoolean() ? Action.Allow : Action.Deny,
        random.nextInt(4) == 0 ? Toggle.Enabled : Toggle.Disabled,
        randomPeers(random),
        random.nextInt(3) == 0 ? randomPeers(random) : null,
        random.nextInt(4) == 0 ? List.of(new Schedule(null, "08:00", "18:00", "UTC")) : null,
        null);
  }

  private static List<Peer> randomPeers(Random random) {
    var peers = new ArrayList<Peer>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      if (random.nextInt(3) == 0) {
        peers.add(Peer.ofHost(HOSTS.get(random.nextInt(HOSTS.size()))));
      } else {
        int length = random.nextInt(5);
        int bits = length == 0 ? 0 : random.nextInt(16) << 28 & -1 << (32 - length);
        peers.add(Peer.ofCidr(Source.ofIpv4(bits) + "/" + length));
      }
    }
    return peers;
  }
}
