package dev.kinetd.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.support.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Secrets and ConfigMaps as the environment of handlers. */
class EnvironmentApiServerIT {

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
  void bringsChangesIntoTheNextHandler() {
    // given
    stage
        .apply(secret("keys", "TOKEN: one"))
        .apply(configMap("colours", "COLOUR: blue, TOKEN: weaker"))
        .apply(
            service(
                "show",
                4000,
                "echo $TOKEN $COLOUR",
                "{configMapRef: {name: colours}}, {secretRef: {name: keys}}"))
        .awaitReady("show");
    assertThat(stage.client("show").say("").text()).isEqualTo("one blue\n");

    // when
    stage.apply(secret("keys", "TOKEN: two"));

    // then
    Stage.eventually(
        "the new value in a handler",
        () -> stage.client("show").say("").text(),
        "two blue\n"::equals);

    // and when
    stage.apply(configMap("colours", "COLOUR: red"));

    // then
    Stage.eventually(
        "the new value in a handler",
        () -> stage.client("show").say("").text(),
        "two red\n"::equals);
  }

  @Test
  void waitsForWhatIsMissingAndGoesOnWhenItIsThere() {
    // when
    stage.apply(service("early", 4001, "echo $LATE", "{secretRef: {name: late}}"));

    // then
    assertThat(stage.awaitReason("early", "ResolvedRefs", "SecretNotFound").message())
        .contains("late");

    // and when
    stage.apply(secret("late", "LATE: here"));

    // then
    stage.awaitReady("early");
    assertThat(stage.client("early").say("").text()).isEqualTo("here\n");
  }

  @Test
  void keepsTheVersionBeforeWhenWhatItNeedsIsDeleted() {
    // given
    stage
        .apply(configMap("gone", "WORD: kept"))
        .apply(service("keeps", 4002, "echo $WORD", "{configMapRef: {name: gone}}"))
        .awaitReady("keeps");

    // when
    stage.kubectl().output("delete", "configmap", "gone");
    stage.awaitReason("keeps", "ResolvedRefs", "ConfigMapNotFound");
    stage.apply(Manifests.saying("other", 4003, "other")).awaitReady("other");

    // then
    assertThat(stage.client("keeps").say("").text()).isEqualTo("kept\n");
  }

  @Test
  void gathersOnlyWhatServicesName() {
    // given
    stage.apply(secret("private", "PASSWORD: nobody-names-me"));

    // when
    stage
        .apply(secret("public", "WORD: named"))
        .apply(service("names", 4004, "echo $WORD", "{secretRef: {name: public}}"))
        .awaitReady("names");

    // then
    assertThat(stage.kubectl().output("get", "secrets", "-o", "jsonpath={.items[*].data}"))
        .contains("secret.public")
        .doesNotContain("secret.private");
  }

  private static String secret(String name, String strings) {
    return "{apiVersion: v1, kind: Secret, metadata: {name: %s}, stringData: {%s}}"
        .formatted(name, strings);
  }

  private static String configMap(String name, String strings) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: {%s}}"
        .formatted(name, strings);
  }

  private static String service(String name, int port, String shell, String sources) {
    return """
        apiVersion: kinetd.dev/v1alpha1
        kind: InetdService
        metadata: {name: %s}
        spec:
          port: %d
          handler: {command: [/bin/sh, -c, "%s"]}
          launch: {environmentFrom: [%s]}
        """
        .formatted(name, port, shell, sources);
  }
}
