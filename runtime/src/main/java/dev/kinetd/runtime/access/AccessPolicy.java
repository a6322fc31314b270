package dev.kinetd.runtime.access;

import dev.kinetd.api.Access;
import dev.kinetd.api.Action;
import dev.kinetd.api.OnLookupFailure;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.admission.Source;
import java.time.Instant;
import java.util.List;

/**
 * Who may reach one service, by its access rules. Any matching Deny refuses; else any matching
 * Allow admits; a service that some Allow selects is closed to everybody else, also outside that
 * rule's schedule; else the service's own default holds. Each {@code hostsAccess} block in force
 * must admit the client as well, by its own semantics, and then stands in place of the default.
 *
 * <p>Immutable, any thread. A decision that needs no name and meets no schedule allocates nothing.
 */
public final class AccessPolicy {

  private static final Verdict CLOSED = Verdict.of(false, Why.CLOSED, null);
  private static final Verdict DEFAULT_ALLOW = Verdict.of(true, Why.DEFAULT, null);
  private static final Verdict DEFAULT_DENY = Verdict.of(false, Why.DEFAULT, null);

  /** That of a service that no rule speaks of. */
  public static final AccessPolicy OPEN =
      new AccessPolicy(RuleSet.of(List.of()), new Access(null, null, null, null));

  private final RuleSet rules;
  private final Verdict byDefault;
  private final boolean refuseOnFailure;
  private final Rehearsal closedByAudits;

  AccessPolicy(RuleSet rules, Access access) {
    this.rules = rules;
    this.byDefault = access.defaultAction() == Action.Allow ? DEFAULT_ALLOW : DEFAULT_DENY;
    this.refuseOnFailure = access.onLookupFailure() == OnLookupFailure.Refuse;
    this.closedByAudits = new Rehearsal(false, Why.CLOSED, rules.auditAllow().rules(), null);
  }

  /** Whether some client could be refused. */
  public boolean canRefuse() {
    return !byDefault.granted() || rules.canRefuse();
  }

  /** Whether some rule is only watched. */
  public boolean hasAudits() {
    return rules.hasAudits();
  }

  /**
   * The verdict on a client, or what must be found out first. A name is asked for only where it can
   * make a difference: also one that an audited rule asks for, because a rehearsal without it would
   * say something else than the rule in force.
   *
   * @param request a client without an address is in no network and has no name
   */
  public Decision decide(HostsRequest request, Instant now, Facts facts) {
    ClientName name = facts.clientName();
    boolean failed = name != null && name.failed();
    ClientName known = usableName(request, name);
    Decision verdict = settled(judge(request, now, known, facts), failed);
    if (!(verdict instanceof Verdict actual)) {
      return verdict;
    }
    if (!rules.hasAudits()) {
      return actual.after(name, null);
    }
    return switch (settled(rehearse(request, now, known, facts), failed)) {
      case Needed needed -> needed;
      case Verdict trial -> actual.after(name, rehearsal(trial));
    };
  }

  /** How {@link #decide} comes to what it says, with everything that it asked for found out. */
  List<RuleStep> explain(HostsRequest request, Instant now, Facts facts) {
    ClientName name = usableName(request, facts.clientName());
    return new RulesExplainer(rules, request, now, facts, name)
        .explain(decide(request, now, facts), byDefault.granted());
  }

  /** The name as far as rules may go by it, or null. */
  private ClientName usableName(HostsRequest request, ClientName name) {
    if (request.client() == null) {
      return ClientName.UNKNOWN;
    }
    return name != null && name.failed() && refuseOnFailure ? null : name;
  }

  /** A question for a name that was asked and not answered is a verdict. */
  private static Decision settled(Decision decision, boolean failed) {
    return failed && decision instanceof Needed needed && needed.isNameForPeers()
        ? Verdict.of(false, Why.LOOKUP_FAILED, needed.rule())
        : decision;
  }

  private Decision judge(HostsRequest request, Instant now, ClientName name, Facts facts) {
    return combine(
        rules.deny().find(request.client(), now, name),
        rules.allow().find(request.client(), now, name),
        !rules.allow().isEmpty(),
        blocks(rules.blocks(), null, request, now, facts));
  }

  private Decision rehearse(HostsRequest request, Instant now, ClientName name, Facts facts) {
    Decision inForce = blocks(rules.blocks(), null, request, now, facts);
    return combine(
        surer(rules.deny(), rules.auditDeny(), request.client(), now, name),
        surer(rules.allow(), rules.auditAllow(), request.client(), now, name),
        !rules.allow().isEmpty() || !rules.auditAllow().isEmpty(),
        blocks(rules.auditBlocks(), inForce, request, now, facts));
  }

  /**
   * @param closed whether some Allow is about the service
   * @param blocks what they say, or null where none is in force
   */
  private Decision combine(Rule.Hit deny, Rule.Hit allow, boolean closed, Decision blocks) {
    if (deny != null && deny.certain()) {
      return deny.rule().verdict();
    }
    if (allow == null && closed) {
      return CLOSED;
    }
    if (blocks instanceof Needed || blocks instanceof Verdict said && !said.granted()) {
      return blocks;
    }
    Verdict otherwise = blocks == null ? byDefault : (Verdict) blocks;
    if (allow == null) {
      return deny == null || !otherwise.granted() ? otherwise : deny.rule().nameNeeded();
    }
    if (deny != null) {
      return deny.rule().nameNeeded();
    }
    if (!allow.certain()) {
      return allow.rule().nameNeeded();
    }
    Verdict allowed = allow.rule().verdict();
    return blocks == null ? allowed : allowed.with((Verdict) blocks);
  }

  /** What several blocks say: the first that refuses, else the first that needs, else admits. */
  private static Decision blocks(
      List<Rule> blocks, Decision before, HostsRequest request, Instant now, Facts facts) {
    // An iterator would be the only thing that a decision allocates.
    if (blocks.isEmpty()) {
      return before;
    }
    Decision all = before;
    for (Rule block : blocks) {
      if (all instanceof Verdict said && !said.granted()) {
        return all;
      }
      Decision one = block.decideBlock(request, now, facts);
      boolean settles = one instanceof Verdict said && !said.granted();
      if (all == null || settles || all instanceof Verdict && one instanceof Needed) {
        all = one;
      } else if (all instanceof Verdict said && one instanceof Verdict more) {
        all = said.with(more);
      }
    }
    return all;
  }

  /** What a rule in force says for certain goes before what an audited one says. */
  private static Rule.Hit surer(
      RuleGroup inForce, RuleGroup audited, Source client, Instant now, ClientName name) {
    Rule.Hit hit = inForce.find(client, now, name);
    if (hit != null && hit.certain()) {
      return hit;
    }
    Rule.Hit other = audited.find(client, now, name);
    return hit == null || other != null && other.certain() ? other : hit;
  }

  /** The part that audited rules have in a rehearsed verdict, or null when they have none. */
  private Rehearsal rehearsal(Verdict trial) {
    Rule rule = trial.rule();
    if (rule != null) {
      return rule.isAudit()
          ? new Rehearsal(trial.granted(), trial.why(), List.of(rule), trial.block())
          : null;
    }
    return trial.why() == Why.CLOSED && rules.allow().isEmpty() ? closedByAudits : null;
  }
}
