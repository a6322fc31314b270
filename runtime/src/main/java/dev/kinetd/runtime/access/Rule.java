package dev.kinetd.runtime.access;

import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.Action;
import dev.kinetd.api.Finding;
import dev.kinetd.api.HostPattern;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Peer;
import dev.kinetd.api.Toggle;
import dev.kinetd.runtime.access.hosts.HostsCount;
import dev.kinetd.runtime.access.hosts.HostsDecision;
import dev.kinetd.runtime.access.hosts.HostsExplanation;
import dev.kinetd.runtime.access.hosts.HostsNeed;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.access.hosts.NamedHost;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.frontend.DeclaredRule;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An access rule, compiled: the same one for every service that it is about. Immutable but for its
 * count.
 */
public final class Rule {

  private static final HostsNeed CLIENT_NAME = new HostsNeed.ClientName();

  private final DeclaredRule declared;
  private final Block block;
  private final Times times;
  private final Peers except;
  private final LongAdder hits;
  private final Verdict verdict;
  private final Needed nameNeeded = new Needed(CLIENT_NAME, this);
  private final Hit certain = new Hit(this, true);
  private final Hit possible = new Hit(this, false);

  /**
   * Compiles.
   *
   * @param before what it was until now, for its counts; or null
   */
  Rule(DeclaredRule declared, Rule before) {
    this.declared = declared;
    this.hits = before == null ? new LongAdder() : before.hits;
    this.block =
        spec().hostsAccess() == null
            ? null
            : Block.of(spec().hostsAccess(), before == null ? null : before.block);
    this.times = Times.of(spec().schedule());
    this.except = Peers.of(spec().except());
    boolean grants = !refusesAll() && spec().action() == Action.Allow;
    this.verdict = Verdict.of(grants, why(grants), this);
  }

  private Why why(boolean grants) {
    if (isUnreadable()) {
      return Why.UNREADABLE;
    }
    return refusesAll() ? Why.NOT_UNDERSTOOD : grants ? Why.ALLOWED : Why.DENIED;
  }

  public String name() {
    return declared.name();
  }

  /** Where it was written. */
  public Origin origin() {
    return declared.origin();
  }

  /** Whether it is only watched, and changes no verdict. */
  public boolean isAudit() {
    return spec().audit() == Toggle.Enabled;
  }

  /** Whether it is not understood and so refuses everybody. */
  public boolean refusesAll() {
    return !declared.understood() || block != null && !block.refused().isEmpty();
  }

  /** Whether it stands for the rules in a text that nobody can read, and so refuses everybody. */
  boolean isUnreadable() {
    return declared.unreadable();
  }

  /** Whether it is a {@code hostsAccess} block, with the semantics of hosts files. */
  public boolean isBlock() {
    return block != null;
  }

  /** What is to be said of its block. */
  Stream<Finding> findings() {
    return block == null ? Stream.of() : block.findings(declared);
  }

  /** The clients that it names by their whole names. */
  Stream<NamedHost> namedHosts() {
    if (!declared.understood()) {
      return Stream.of();
    }
    Stream<NamedHost> inBlock =
        block == null
            ? Stream.of()
            : block.rules().namedHosts().stream()
                .map(host -> named("spec." + host.origin().file(), host.name()));
    return Stream.of(
            inBlock, named("spec.from", spec().from()), named("spec.except", spec().except()))
        .flatMap(Function.identity());
  }

  private Stream<NamedHost> named(String field, List<Peer> peers) {
    return IntStream.range(0, peers == null ? 0 : peers.size())
        .filter(i -> peers.get(i).host() != null)
        .filter(i -> !peers.get(i).host().startsWith("."))
        .filter(i -> !HostPattern.isWildcard(peers.get(i).host()))
        .mapToObj(i -> named(field + "[" + i + "].host", peers.get(i).host()));
  }

  private NamedHost named(String field, String name) {
    Origin place = declared.locate(Finding.warning(null, field, "", "")).origin();
    return new NamedHost(place, field, name);
  }

  boolean canBlockRefuse() {
    return !block.rules().isEmpty();
  }

  boolean isInForce(Instant now) {
    return times.contain(now);
  }

  /** How its block comes to what it says of a client; only for a rule that is one. */
  HostsExplanation explainBlock(HostsRequest request, Facts facts) {
    return block.rules().explain(request, facts.hosts());
  }

  /** What its block says of a client, or null where the rule is not in force. */
  Decision decideBlock(HostsRequest request, Instant now, Facts facts) {
    if (!times.contain(now)) {
      return null;
    }
    return switch (block.rules().decide(request, facts.hosts())) {
      case HostsNeed need -> new Needed(need, this);
      case HostsDecision decision -> Verdict.of(this, decision);
    };
  }

  /** How many verdicts rested on it, or of an audit, would have; survives a reload. */
  public long hits() {
    return hits.sum();
  }

  /** How often each line of its block decided; empty without one. */
  public List<HostsCount> lineCounts() {
    return block == null ? List.of() : block.rules().counts();
  }

  /** What it does, in a word: its action, or that it refuses for being not understood. */
  public String does() {
    return refusesAll() ? "Refuse" : block != null ? "hostsAccess" : spec().action().name();
  }

  void hit() {
    hits.increment();
  }

  AccessRuleSpec spec() {
    return declared.rule().spec();
  }

  Verdict verdict() {
    return verdict;
  }

  Needed nameNeeded() {
    return nameNeeded;
  }

  /**
   * Whether the rule speaks of a client whom one of its networks or names matches, or would.
   *
   * @param sure whether one matches, rather than would with a name that nobody has asked for
   * @return null when it does not
   */
  Hit hit(Source client, Instant now, ClientName name, boolean sure) {
    if (!times.contain(now)) {
      return null;
    }
    return switch (except.match(client, name)) {
      case YES -> null;
      case NO -> sure ? certain : possible;
      case NEEDS_NAME -> possible;
    };
  }

  /** That the rule speaks of everybody. */
  Hit always() {
    return certain;
  }

  /** A rule that speaks of a client, for certain or depending on its name. */
  record Hit(Rule rule, boolean certain) {}

  @Override
  public String toString() {
    return name() + " (" + origin() + ")";
  }
}
