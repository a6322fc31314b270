package dev.kinetd.operator.access;

import dev.kinetd.api.RuntimeState.Rule;
import dev.kinetd.api.RuntimeState.RuleState;
import dev.kinetd.operator.pods.PodView;
import dev.kinetd.operator.resource.AccessRuleResource;
import dev.kinetd.operator.status.Reason;
import dev.kinetd.operator.status.Statement;
import java.util.List;
import java.util.Optional;

/** What there is to say of a rule for one service: one statement for each condition. Pure. */
final class RuleAssessment {

  private RuleAssessment() {}

  /**
   * The statements about a rule.
   *
   * @param fault what is wrong with it as it was written, or null
   * @param pods of the service's runtime
   */
  static List<Statement> of(
      AccessRuleResource rule, ResolvedRule resolved, String fault, List<PodView> pods) {
    return List.of(
        fault == null
            ? Statement.of(Reason.ACCEPTED)
            : Statement.inWords(Reason.INVALID_RULE, fault),
        resolvedRefs(resolved, fault),
        programmed(rule, pods.stream().filter(PodView::ready).toList()));
  }

  private static Statement resolvedRefs(ResolvedRule resolved, String fault) {
    if (fault == null && !resolved.understood()) {
      return Statement.inWords(Reason.PEERS_UNRESOLVED, resolved.unresolved());
    }
    return resolved.note().isEmpty()
        ? Statement.of(Reason.RESOLVED_REFS)
        : Statement.inWords(Reason.RESOLVED_REFS, resolved.note());
  }

  private static Statement programmed(AccessRuleResource rule, List<PodView> ready) {
    if (ready.isEmpty()) {
      return Statement.of(Reason.PROGRAMMED_PENDING, "the runtime has no ready pod yet");
    }
    for (PodView pod : ready) {
      Optional<Rule> said = pod.rule(rule.getMetadata().getName());
      if (said.isEmpty() || said.get().generation() != rule.getMetadata().getGeneration()) {
        return Statement.of(
            Reason.PROGRAMMED_PENDING,
            "the pod " + pod.name() + " has not reported this generation");
      }
      if (said.get().state() == RuleState.Refusing) {
        return Statement.inWords(
            Reason.INVALID, "every client is refused: " + said.get().message());
      }
    }
    return Statement.of(Reason.PROGRAMMED);
  }
}
