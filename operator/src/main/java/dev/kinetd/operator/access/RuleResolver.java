package dev.kinetd.operator.access;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.AccessRuleValidator;
import dev.kinetd.api.Finding;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.Peer;
import dev.kinetd.api.Severity;
import dev.kinetd.operator.access.Surroundings.UnseenException;
import dev.kinetd.operator.resource.AccessRuleResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes of an AccessRule what a runtime is to read. A rule with a fault in it, or with clients that
 * the operator cannot see, goes to the runtime all the same and refuses there: without it a service
 * could be open to those whom the rule keeps out. Any thread, as far as the surroundings allow it.
 */
public final class RuleResolver {

  private final Surroundings surroundings;

  /** A resolver that looks for pods and namespaces there. */
  public RuleResolver(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Whether what becomes of a rule depends on pods. */
  public static boolean dependsOnPods(AccessRuleResource rule) {
    return peers(rule.getSpec()).anyMatch(Peer::namesPods);
  }

  /** Whether what becomes of a rule depends on namespaces' labels. */
  public static boolean dependsOnNamespaces(AccessRuleResource rule) {
    return peers(rule.getSpec()).anyMatch(peer -> peer.namespaces() != null);
  }

  /** The rule as things are now. */
  public ResolvedRule resolve(AccessRuleResource rule) {
    AccessRuleSpec spec = rule.getSpec();
    Optional<String> fault = fault(rule);
    if (fault.isPresent()) {
      return unresolved(spec, fault.get());
    }
    var peers = new ResolvedPeers(surroundings, rule.getMetadata().getNamespace());
    try {
      var fields = subject(spec);
      putIfWritten(fields, "action", spec.action());
      if (spec.from() != null) {
        fields.put("from", peers.entries(spec.from()));
      }
      if (spec.except() != null) {
        fields.put("except", peers.entries(spec.except()));
      }
      if (spec.schedule() != null) {
        fields.put("schedule", spec.schedule().stream().map(RuleFields::schedule).toList());
      }
      if (spec.hostsAccess() != null) {
        fields.put("hostsAccess", RuleFields.hostsAccess(spec.hostsAccess()));
      }
      return new ResolvedRule(fields, null, peers.onHostNetwork(), peers.finished());
    } catch (UnseenException e) {
      return unresolved(spec, e.getMessage());
    }
  }

  private static ResolvedRule unresolved(AccessRuleSpec spec, String reason) {
    var fields = subject(spec);
    fields.put("unresolved", reason);
    return new ResolvedRule(fields, reason, List.of(), List.of());
  }

  /** What of a rule counts also where the rest is not understood. */
  private static Map<String, Object> subject(AccessRuleSpec spec) {
    var fields = new LinkedHashMap<String, Object>();
    if (spec != null && spec.services() != null) {
      fields.put("services", RuleFields.services(spec.services()));
    }
    if (spec != null) {
      fields.put("audit", spec.audit().name());
    }
    return fields;
  }

  private static Optional<String> fault(AccessRuleResource rule) {
    var metadata = rule.getMetadata();
    var model = new AccessRule(Metadata.named(metadata.getName()), rule.getSpec());
    return AccessRuleValidator.validate(model).stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .findFirst()
        .map(RuleResolver::words);
  }

  private static String words(Finding finding) {
    return finding.field() + " " + finding.text() + "; " + finding.remedy();
  }

  private static void putIfWritten(Map<String, Object> fields, String name, Enum<?> value) {
    if (value != null) {
      fields.put(name, value.name());
    }
  }

  private static Stream<Peer> peers(AccessRuleSpec spec) {
    return spec == null
        ? Stream.of()
        : Stream.of(spec.from(), spec.except()).filter(list -> list != null).flatMap(List::stream);
  }
}
