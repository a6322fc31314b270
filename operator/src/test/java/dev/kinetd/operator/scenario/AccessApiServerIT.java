package dev.kinetd.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.AccessRuleParent;
import dev.kinetd.api.Condition;
import dev.kinetd.operator.resource.AccessRuleResource;
import dev.kinetd.operator.support.ClientPodDouble;
import dev.kinetd.operator.support.Stage;
import dev.kinetd.operator.support.TcpPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Access rules with pods as clients: real connections, let in or not. */
class AccessApiServerIT {

  private static final Map<String, String> WEB = Map.of("app", "web");

  private static Stage stage;

  @BeforeAll
  static void open() {
    stage = Stage.shared().withNode().withOperator();
  }

  @AfterAll
  static void close() {
    if (stage != null) {
      stage.close();
    }
  }

  @AfterEach
  void nothingWasAmiss() {
    stage.assertNoTroubleBut();
  }

  @Test
  void letsPodsInAsLongAsTheyHaveTheLabels() {
    try (var web = pod("web-1", WEB);
        var other = pod("other-1", Map.of("app", "other"))) {
      // given
      stage.apply(Manifests.saying("office", 4000, "in")).awaitReady("office");
      TcpPeer outside = stage.client("office");
      assertThat(outside.say("").text()).isEqualTo("in\n");

      // when
      stage.apply(rule("office", "pods: {matchLabels: {app: web}}"));

      // then
      awaitRefused(outside);
      awaitAdmitted(web.from(outside));
      assertThat(other.from(outside).say("").text()).isEmpty();
      Stage.eventually(
          "what the rule says",
          () -> reasonOf("office", "office", "Programmed"),
          "Programmed"::equals);

      // and when another pod comes
      try (var late = pod("web-2", WEB)) {
        // then
        awaitAdmitted(late.from(outside));
      }

      // and when a pod changes
      web.label(Map.of("app", "other"));

      // then
      awaitRefused(web.from(outside));
    }
  }

  @Test
  void keepsOutWhomADenyNames() {
    try (var web = pod("web-1", WEB)) {
      // given
      stage.apply(Manifests.saying("open", 4001, "in")).awaitReady("open");
      TcpPeer outside = stage.client("open");

      // when
      stage.apply(
          """
          apiVersion: kinetd.dev/v1alpha1
          kind: AccessRule
          metadata: {name: not-web}
          spec:
            services: {names: [open, not-there]}
            action: Deny
            from: [{pods: {matchLabels: {app: web}}}]
          """);

      // then
      awaitRefused(web.from(outside));
      assertThat(outside.say("").text()).isEqualTo("in\n");
    }
  }

  @Test
  void refusesEverybodyWhereItCannotSeeWhoIsMeant() {
    // given
    stage.apply(Manifests.saying("blind", 4002, "in")).awaitReady("blind");

    // when
    stage.apply(rule("blind", "namespaces: {matchLabels: {team: ops}}"));

    // then
    awaitRefused(stage.client("blind"));
    Stage.eventually(
        "the reason", () -> reasonOf("blind", "blind", "ResolvedRefs"), "PeersUnresolved"::equals);
  }

  @Test
  void writesFewConfigurationsForManyPods() {
    // given
    stage
        .apply(Manifests.saying("crowd", 4003, "in"))
        .apply(rule("crowd", "pods: {matchLabels: {app: crowd}}"))
        .awaitReady("crowd");
    TcpPeer outside = stage.client("crowd");
    awaitRefused(outside);
    stage.api().forget();

    // when
    List<ClientPodDouble> pods = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        pods.add(pod("crowd-" + i, Map.of("app", "crowd")));
      }
      awaitAdmitted(pods.getLast().from(outside));
      awaitAdmitted(pods.getFirst().from(outside));
    } finally {
      pods.forEach(ClientPodDouble::close);
    }

    // then
    assertThat(stage.api().writes().stream().filter(call -> call.writes("configmaps")).count())
        .isLessThanOrEqualTo(8);
  }

  private static ClientPodDouble pod(String name, Map<String, String> labels) {
    return stage.kubelet().newClient(stage.namespace(), name, labels);
  }

  private static String rule(String service, String peer) {
    return """
        apiVersion: kinetd.dev/v1alpha1
        kind: AccessRule
        metadata: {name: %s}
        spec:
          services: {names: [%s]}
          action: Allow
          from: [{%s}]
        """
        .formatted(service, service, peer);
  }

  private static String reasonOf(String rule, String service, String type) {
    var status =
        stage
            .client()
            .resources(AccessRuleResource.class)
            .inNamespace(stage.namespace())
            .withName(rule)
            .get()
            .getStatus();
    return status == null
        ? null
        : status.parents().stream()
            .filter(parent -> parent.serviceRef().name().equals(service))
            .map(AccessRuleParent::conditions)
            .flatMap(List::stream)
            .filter(condition -> condition.type().equals(type))
            .map(Condition::reason)
            .findFirst()
            .orElse(null);
  }

  private static void awaitAdmitted(TcpPeer client) {
    Stage.eventually("let in", () -> client.say("").text(), "in\n"::equals);
  }

  private static void awaitRefused(TcpPeer client) {
    Stage.eventually("refused", () -> client.say("").text(), String::isEmpty);
  }
}
