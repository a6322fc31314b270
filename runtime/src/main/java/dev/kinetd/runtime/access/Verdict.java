package dev.kinetd.runtime.access;

import dev.kinetd.runtime.access.hosts.HostsDecision;
import dev.kinetd.runtime.access.hosts.HostsEffect;
import java.util.ArrayList;
import java.util.List;

/**
 * What the access rules of a service say of a client, and why.
 *
 * @param granted whether the client may come in
 * @param why what that rests on
 * @param rule the one that decided, or that needed a name which nobody gave; null where none did
 * @param name what looking up the client's name came to, or null where nobody had to ask
 * @param block what decided within the {@code hostsAccess} block of the rule, or null without one
 * @param effects what the blocks that admit the client ask to be done for it
 * @param rehearsal what would have become of the client if the audited rules were in force, or null
 *     where they would have had no part in it
 */
public record Verdict(
    boolean granted,
    Why why,
    Rule rule,
    ClientName name,
    HostsDecision block,
    List<HostsEffect> effects,
    Rehearsal rehearsal)
    implements Decision {

  static Verdict of(boolean granted, Why why, Rule rule) {
    return new Verdict(granted, why, rule, null, null, List.of(), null);
  }

  /** What the block of a rule says. */
  static Verdict of(Rule rule, HostsDecision block) {
    boolean granted = block.verdict() == HostsDecision.Verdict.GRANTED;
    Why why = granted ? Why.ALLOWED : Why.DENIED;
    return new Verdict(granted, why, rule, null, block, block.effects(), null);
  }

  /** Counts the verdict for the rules that it rests on. Once for a client. */
  public void count() {
    if (rule != null && why != Why.LOOKUP_FAILED) {
      rule.hit();
    }
    if (block != null) {
      block.count();
    }
    if (rehearsal != null) {
      rehearsal.count();
    }
  }

  /** Whether the audited rules would have turned it round. */
  public boolean wouldChange() {
    return rehearsal != null && rehearsal.granted() != granted;
  }

  Verdict after(ClientName lookedUp, Rehearsal rehearsed) {
    return lookedUp == null && rehearsed == null
        ? this
        : new Verdict(granted, why, rule, lookedUp, block, effects, rehearsed);
  }

  /** The same, with what another verdict asks for as well. */
  Verdict with(Verdict other) {
    if (other.effects.isEmpty()) {
      return this;
    }
    List<HostsEffect> all = new ArrayList<>(effects);
    all.addAll(other.effects);
    return new Verdict(granted, why, rule, name, block, List.copyOf(all), rehearsal);
  }

  /**
   * What it rests on, in words for a log: the reason, the rule with its file and line, the name.
   */
  @Override
  public String toString() {
    if (why == Why.UNREADABLE) {
      return "rules unreadable: " + rule.origin();
    }
    var text = new StringBuilder(why.word());
    if (rule != null) {
      text.append(" by ").append(rule);
    }
    if (block != null && block.file() != null) {
      text.append(", ").append(block.file()).append(':').append(block.line());
    }
    if (name instanceof ClientName.Known known) {
      text.append(", name ").append(known.name());
    }
    return text.toString();
  }
}
