package dev.kinetd.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Condition;
import dev.kinetd.api.ConditionStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);

  @Test
  void keepsTheTimeOfAConditionWhoseStatusStays() {
    var before = conditions(List.of(), NOON, Reason.ACCEPTED, Reason.NO_READY_RUNTIME);
    var after = conditions(before, LATER, Reason.ACCEPTED, Reason.HANDLER_FAILING);

    assertThat(after)
        .extracting(Condition::lastTransitionTime)
        .containsExactly("2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z");
  }

  @Test
  void notesWhenTheStatusChanges() {
    var before = conditions(List.of(), NOON, Reason.NO_READY_RUNTIME);
    var after = conditions(before, LATER, Reason.LISTENING);

    assertThat(after)
        .singleElement()
        .returns(ConditionStatus.True, Condition::status)
        .returns("2026-01-01T12:01:00Z", Condition::lastTransitionTime)
        .returns(3L, Condition::observedGeneration);
  }

  @Test
  void removesAWarningThatHoldsNoMore() {
    var before = conditions(List.of(), NOON, Reason.ACCEPTED, Reason.LIMITS_PER_POD);

    assertThat(conditions(before, LATER, Reason.ACCEPTED)).hasSize(1);
  }

  @Test
  void isNewsOnceWhenSomethingGoesAmissAndWhenItIsWellAgain() {
    var good = conditions(List.of(), NOON, Reason.LISTENING);
    var bad = conditions(good, NOON, Reason.HANDLER_FAILING);

    assertThat(news(good, Reason.HANDLER_FAILING)).containsExactly(Reason.HANDLER_FAILING);
    assertThat(news(bad, Reason.HANDLER_FAILING)).isEmpty();
    assertThat(news(bad, Reason.LISTENING)).containsExactly(Reason.LISTENING);
    assertThat(news(good, Reason.LISTENING)).isEmpty();
  }

  @Test
  void isNoNewsWhenAllGoesAsItShould() {
    var pending = conditions(List.of(), NOON, Reason.PROGRAMMED_PENDING);

    assertThat(news(List.of(), Reason.PROGRAMMED_PENDING)).isEmpty();
    assertThat(news(pending, Reason.PROGRAMMED)).isEmpty();
    assertThat(news(pending, Reason.SUSPENDED)).isEmpty();
  }

  private static List<Condition> conditions(
      List<Condition> before, Instant now, Reason... reasons) {
    return Conditions.of(before, statements(reasons), 3, now);
  }

  private static List<Reason> news(List<Condition> before, Reason... reasons) {
    return Conditions.news(before, statements(reasons)).stream().map(Statement::reason).toList();
  }

  private static List<Statement> statements(Reason... reasons) {
    return List.of(reasons).stream().map(Statement::of).toList();
  }
}
