package dev.kinetd.runtime.convert;

import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.Peer;
import dev.kinetd.api.Services;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Parts of a rule, together with the same meaning, none with a longer list than Kubernetes lets a
 * rule have.
 */
final class RuleParts {

  /** The most names of services, clients and exceptions of a rule. */
  static final int MOST = 256;

  private RuleParts() {}

  /** The parts; of a short rule itself. Exceptions are not divided: they count for every client. */
  static List<AccessRuleSpec> of(AccessRuleSpec spec) {
    var parts = new ArrayList<AccessRuleSpec>();
    for (List<String> names : divided(spec.services().names())) {
      for (List<Peer> from : divided(spec.from())) {
        parts.add(
            new AccessRuleSpec(
                new Services(names, spec.services().selector()),
                spec.action(),
                spec.audit(),
                from,
                spec.except(),
                spec.schedule(),
                spec.hostsAccess()));
      }
    }
    return parts;
  }

  /** The list in pieces; null is a piece. */
  private static <T> List<List<T>> divided(List<T> list) {
    if (list == null) {
      return Collections.singletonList(null);
    }
    var pieces = new ArrayList<List<T>>();
    for (int i = 0; i < list.size(); i += MOST) {
      pieces.add(list.subList(i, Math.min(i + MOST, list.size())));
    }
    return pieces;
  }
}
