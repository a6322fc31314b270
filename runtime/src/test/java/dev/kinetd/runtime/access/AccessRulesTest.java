package dev.kinetd.runtime.access;

import static dev.kinetd.runtime.access.Addresses.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.Action;
import dev.kinetd.api.Finding;
import dev.kinetd.api.Selector;
import dev.kinetd.api.Services;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessRulesTest {

  @Test
  void appliesARuleToTheServicesThatItSelects() {
    // given
    AccessRules rules =
        new Policies()
            .rule("named", deny(new Services(List.of("a", "b"), null)))
            .rule("labelled", deny(new Services(null, new Selector(Map.of("app", "c")))))
            .compile(AccessRules.NONE, "a", "b", "c");

    // then
    assertThat(granted(rules, Policies.SERVICE)).isTrue();
    assertThat(granted(rules, "a")).isFalse();
    assertThat(granted(rules, "b")).isFalse();
    assertThat(granted(rules, "c")).isFalse();
  }

  @Test
  void saysWhichRulesSelectNothing() {
    // given
    AccessRules rules =
        new Policies()
            .rule("named", deny(new Services(List.of(Policies.SERVICE, "gone"), null)))
            .rule("labelled", deny(new Services(null, new Selector(Map.of("app", "gone")))))
            .compile(AccessRules.NONE);

    // then
    assertThat(rules.findings())
        .extracting(Finding::toString)
        .containsExactly(
            "rules.yaml:1: warning: spec.services.names[1]: no service is named \"gone\"; until"
                + " one is declared, the name does nothing",
            "rules.yaml:2: warning: spec.services: selects no service; until one is declared, the"
                + " rule does nothing");
  }

  @Test
  void refusesTheServicesOfARuleThatIsNotUnderstoodAndNoOthers() {
    // given
    AccessRules rules =
        new Policies().notUnderstood("broken", "a").compile(AccessRules.NONE, "a", "b");

    // then
    assertThat(granted(rules, "a")).isFalse();
    assertThat(granted(rules, "b")).isTrue();
    assertThat(granted(new Policies().notUnderstood("x").compile(AccessRules.NONE, "b"), "b"))
        .isFalse();
  }

  @Test
  void keepsTheCountsOfRulesThatStay() {
    // given
    AccessRules before = new Policies().deny("stays", "10.0.0.0/8").compile(AccessRules.NONE);
    hit(before, "10.0.0.1");

    // when
    AccessRules after =
        new Policies().deny("new", "11.0.0.0/8").deny("stays", "10.0.0.0/9").compile(before);
    hit(after, "10.0.0.1");
    hit(before, "10.0.0.1");

    // then
    assertThat(after.rules()).extracting(Rule::name).containsExactly("new", "stays");
    assertThat(after.rules()).extracting(Rule::hits).containsExactly(0L, 3L);
    assertThat(new Policies().deny("stays", "::/0").compile(AccessRules.NONE).rules())
        .extracting(Rule::hits)
        .containsExactly(0L);
  }

  private static void hit(AccessRules rules, String client) {
    ((Verdict) Policies.decide(rules.of(Policies.SERVICE), source(client), Instant.EPOCH, null))
        .count();
  }

  private static boolean granted(AccessRules rules, String service) {
    return ((Verdict) Policies.decide(rules.of(service), source("10.0.0.1"), Instant.EPOCH, null))
        .granted();
  }

  private static AccessRuleSpec deny(Services services) {
    return new AccessRuleSpec(
        services, Action.Deny, null, Policies.peers("10.0.0.0/8"), null, null, null);
  }
}
