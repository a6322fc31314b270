package dev.kinetd.runtime.access;

import dev.kinetd.api.Finding;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.Services;
import dev.kinetd.api.Toggle;
import dev.kinetd.runtime.access.hosts.NamedHost;
import dev.kinetd.runtime.frontend.DeclaredRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All access rules, compiled for all services. Immutable; another compilation takes its place, and
 * the counts of rules that stay, by name, go on in it. One that was only watched begins anew when
 * it comes into force: what it would have done is not what it did.
 */
public final class AccessRules {

  /** Nothing but the services' own defaults. */
  public static final AccessRules NONE = new AccessRules(List.of(), Map.of(), List.of());

  private final List<Rule> rules;
  private final Map<String, AccessPolicy> policies;
  private final List<Finding> findings;

  /** What must be the same for a count to go on. */
  private record Counted(String name, boolean audit) {}

  private AccessRules(
      List<Rule> rules, Map<String, AccessPolicy> policies, List<Finding> findings) {
    this.rules = List.copyOf(rules);
    this.policies = Map.copyOf(policies);
    this.findings = List.copyOf(findings);
  }

  /**
   * Compiles.
   *
   * @param declared the rules, also those that are not understood
   * @param services every service that is served, by names of which each stands once
   * @param before what is in force until now, for its counts
   */
  public static AccessRules compile(
      List<DeclaredRule> declared, List<InetdService> services, AccessRules before) {
    Map<Counted, Deque<Rule>> known = new HashMap<>();
    for (Rule rule : before.rules) {
      var counted = new Counted(rule.name(), rule.isAudit());
      known.computeIfAbsent(counted, _ -> new ArrayDeque<>()).add(rule);
    }
    var rules = new ArrayList<Rule>();
    for (DeclaredRule rule : declared) {
      boolean audit = rule.rule().spec().audit() == Toggle.Enabled;
      Deque<Rule> same = known.get(new Counted(rule.name(), audit));
      rules.add(new Rule(rule, same == null ? null : same.poll()));
    }
    var findings = new ArrayList<Finding>();
    rules.forEach(rule -> rule.findings().forEach(findings::add));
    BitSet[] selected = select(declared, services, findings);
    // Many services have the same rules, and rules may be many.
    Map<BitSet, RuleSet> sets = new HashMap<>();
    Map<String, AccessPolicy> policies = HashMap.newHashMap(services.size());
    for (int i = 0; i < services.size(); i++) {
      RuleSet set =
          sets.computeIfAbsent(
              selected[i], bits -> RuleSet.of(bits.stream().mapToObj(rules::get).toList()));
      InetdService service = services.get(i);
      policies.put(service.name(), new AccessPolicy(set, service.spec().access()));
    }
    return new AccessRules(rules, policies, findings);
  }

  /** The policy of a service, by its name, or null for one that was not compiled. */
  public AccessPolicy of(String service) {
    return policies.get(service);
  }

  /** Every rule in the order in which it was written; one that was never hit is among them. */
  public List<Rule> rules() {
    return rules;
  }

  /** What can be said only of rules and services together. */
  public List<Finding> findings() {
    return findings;
  }

  /** Every client that a rule names by its whole name. */
  public List<NamedHost> namedHosts() {
    return rules.stream().flatMap(Rule::namedHosts).toList();
  }

  /** For each service the rules about it. */
  private static BitSet[] select(
      List<DeclaredRule> rules, List<InetdService> services, List<Finding> findings) {
    Map<String, Integer> places = HashMap.newHashMap(services.size());
    var selected = new BitSet[services.size()];
    for (int i = 0; i < selected.length; i++) {
      places.put(services.get(i).name(), i);
      selected[i] = new BitSet(rules.size());
    }
    for (int i = 0; i < rules.size(); i++) {
      DeclaredRule rule = rules.get(i);
      Services wanted = rule.rule().spec().services();
      if (wanted.names() != null) {
        for (int j = 0; j < wanted.names().size(); j++) {
          Integer place = places.get(wanted.names().get(j));
          if (place != null) {
            selected[place].set(i);
          } else {
            findings.add(noSuchService(rule, j));
          }
        }
      } else if (!selectByLabel(wanted, services, selected, i)) {
        findings.add(
            rule.locate(
                Finding.warning(
                    null,
                    "spec.services",
                    "selects no service",
                    "until one is declared, the rule does nothing")));
      }
    }
    return selected;
  }

  private static boolean selectByLabel(
      Services wanted, List<InetdService> services, BitSet[] selected, int rule) {
    boolean any = false;
    for (int i = 0; i < selected.length; i++) {
      if (wanted.select(services.get(i))) {
        selected[i].set(rule);
        any = true;
      }
    }
    return any;
  }

  private static Finding noSuchService(DeclaredRule rule, int index) {
    return rule.locate(
        Finding.warning(
            null,
            "spec.services.names[" + index + "]",
            "no service is named \"" + rule.rule().spec().services().names().get(index) + "\"",
            "until one is declared, the name does nothing"));
  }
}
