package dev.kinetd.operator.status;

import dev.kinetd.api.Condition;
import dev.kinetd.api.ConditionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes the conditions of a status from statements, and reads them. */
public final class Conditions {

  private Conditions() {}

  /**
   * The conditions to write. The time of a condition whose status stays as it was is kept, and
   * conditions of types that no statement speaks of go.
   *
   * @param before as the resource has them
   * @param generation the metadata.generation that was looked at
   */
  public static List<Condition> of(
      List<Condition> before, List<Statement> statements, long generation, Instant now) {
    var conditions = new ArrayList<Condition>();
    for (Statement statement : statements) {
      Reason reason = statement.reason();
      String since =
          find(before, reason.type())
              .filter(old -> old.status() == reason.status())
              .map(Condition::lastTransitionTime)
              .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
      conditions.add(
          new Condition(
              reason.type().name(),
              reason.status(),
              generation,
              since,
              reason.word(),
              statement.message()));
    }
    conditions.sort(Comparator.comparing(c -> ConditionType.valueOf(c.type())));
    return List.copyOf(conditions);
  }

  /** The condition of a type, if there is one. */
  public static Optional<Condition> find(List<Condition> conditions, ConditionType type) {
    return conditions.stream().filter(c -> c.type().equals(type.name())).findFirst();
  }

  /** Whether a condition of the reason's type has this reason. */
  public static boolean has(List<Condition> conditions, Reason reason) {
    return find(conditions, reason.type())
        .filter(c -> c.reason().equals(reason.word()))
        .isPresent();
  }

  /**
   * The statements of which the user should hear in an event: what is amiss and was not before, or
   * what is well again.
   */
  public static List<Statement> news(List<Condition> before, List<Statement> statements) {
    return statements.stream().filter(statement -> isNews(before, statement)).toList();
  }

  private static boolean isNews(List<Condition> before, Statement statement) {
    Reason reason = statement.reason();
    Optional<Condition> old = find(before, reason.type());
    boolean amiss = isAmiss(reason);
    if (amiss) {
      return old.isEmpty() || !old.get().reason().equals(reason.word());
    }
    return reason.isGood() && old.isPresent() && old.get().status() == ConditionStatus.False;
  }

  private static boolean isAmiss(Reason reason) {
    return reason.type().isWarning()
        || (reason.status() == ConditionStatus.False && reason != Reason.SUSPENDED);
  }
}
