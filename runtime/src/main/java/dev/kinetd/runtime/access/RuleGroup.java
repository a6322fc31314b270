package dev.kinetd.runtime.access;

import dev.kinetd.api.Cidr;
import dev.kinetd.api.Peer;
import dev.kinetd.runtime.admission.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules about one service that want the same. */
final class RuleGroup {

  private final List<Rule> rules;
  private final Rule refusing;
  private final PrefixTrie<Rule[]> networks;
  private final NameMap<Rule> names = new NameMap<>();
  private final Rule[] named;

  /**
   * @param rules in the order in which they were written
   */
  RuleGroup(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.refusing = rules.stream().filter(Rule::refusesAll).findFirst().orElse(null);
    Map<Cidr, List<Rule>> byNetwork = new HashMap<>();
    Set<Rule> withNames = new LinkedHashSet<>();
    for (Rule rule : rules) {
      for (Peer peer : rule.refusesAll() ? List.<Peer>of() : rule.spec().from()) {
        if (peer.cidr() != null) {
          byNetwork.computeIfAbsent(Peers.network(peer), _ -> new ArrayList<>()).add(rule);
        } else {
          names.add(peer.host(), rule);
          withNames.add(rule);
        }
      }
    }
    Map<Cidr, Rule[]> entries = HashMap.newHashMap(byNetwork.size());
    byNetwork.forEach((cidr, list) -> entries.put(cidr, list.toArray(Rule[]::new)));
    this.networks = PrefixTrie.of(entries);
    this.named = withNames.toArray(Rule[]::new);
  }

  List<Rule> rules() {
    return rules;
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /**
   * The rule that speaks of a client: one for certain if there is any, that of the narrowest
   * network first.
   *
   * @param client null for a client without an address
   * @param name null where nobody has asked for it
   */
  Rule.Hit find(Source client, Instant now, ClientName name) {
    if (refusing != null) {
      return refusing.always();
    }
    Rule.Hit possible = null;
    int slot = client == null ? -1 : networks.find(client);
    for (; slot >= 0; slot = networks.wider(slot)) {
      for (Rule rule : networks.value(slot)) {
        Rule.Hit hit = rule.hit(client, now, name, true);
        if (hit != null && hit.certain()) {
          return hit;
        }
        possible = possible == null ? hit : possible;
      }
    }
    if (named.length == 0 || name == null && possible != null) {
      return possible;
    }
    return name == null ? possiblyNamed(client, now) : named(client, now, name);
  }

  private Rule.Hit possiblyNamed(Source client, Instant now) {
    for (Rule rule : named) {
      Rule.Hit hit = rule.hit(client, now, null, false);
      if (hit != null) {
        return hit;
      }
    }
    return null;
  }

  private Rule.Hit named(Source client, Instant now, ClientName name) {
    for (Rule rule : names.get(name)) {
      Rule.Hit hit = rule.hit(client, now, name, true);
      if (hit != null) {
        return hit;
      }
    }
    return null;
  }
}
