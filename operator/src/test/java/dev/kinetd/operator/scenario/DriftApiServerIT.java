package dev.kinetd.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.kinetd.operator.support.OwnedField;
import dev.kinetd.operator.support.Stage;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody changes what the operator has made: each field that is the operator's, one after the
 * other, and whole objects. No pods run here, so that no change of a template starts any.
 */
class DriftApiServerIT {

  private static final int UNPROCESSABLE = 422;

  private static Stage stage;

  @BeforeAll
  static void open() {
    stage = Stage.shared().withOperator();
    stage.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: keys}
        stringData: {TOKEN: "42"}
        ---
        apiVersion: kinetd.dev/v1alpha1
        kind: InetdService
        metadata: {name: token}
        spec:
          port: 4000
          handler: {command: [/bin/sh, -c, "echo $TOKEN"]}
          launch: {environmentFrom: [{secretRef: {name: keys}}]}
          service: {type: NodePort, labels: {team: ops}, annotations: {note: it}}
        """);
    Stage.eventually(
        "all objects",
        () -> objects().filter(o -> find(o) != null).count(),
        n -> n == objects().count());
    Stage.eventually(
        "the configuration with the service",
        () -> Serialization.asJson(find("v1/ConfigMap/kinetd-default")),
        json -> json.contains("InetdService"));
  }

  @AfterAll
  static void close() {
    if (stage != null) {
      stage.close();
    }
  }

  static Stream<String> objects() {
    return Stream.of(
        "v1/ConfigMap/kinetd-default",
        "v1/Secret/kinetd-default-environment-0",
        "v1/Secret/kinetd-default-environment-1",
        "v1/Secret/kinetd-default-environment-2",
        "v1/Secret/kinetd-default-environment-3",
        "apps/v1/Deployment/kinetd-default",
        "v1/Service/kinetd-default-admin",
        "policy/v1/PodDisruptionBudget/kinetd-default",
        "v1/Service/token");
  }

  @ParameterizedTest
  @MethodSource("objects")
  void repairsEveryFieldOfItsOwn(String object) {
    // given
    JsonNode before = json(object);
    List<OwnedField> fields = OwnedField.of(before, "kinetd-operator");
    assertThat(fields).as("fields of the operator's in " + object).isNotEmpty();
    var protectedFields = new ArrayList<OwnedField>();

    for (OwnedField field : fields) {
      // when
      if (!disturb(object, field)) {
        protectedFields.add(field);
        continue;
      }

      // then
      Stage.eventually(
          field + " of " + object + " as it was",
          () -> content(field, json(object)),
          content(field, before)::equals);
    }
    assertThat(protectedFields.size())
        .as("fields that the API server lets nobody change: " + protectedFields)
        .isLessThan(fields.size());
    stage.assertNoTroubleBut();
  }

  @ParameterizedTest
  @MethodSource("objects")
  void makesAgainWhatSomebodyDeletes(String object) {
    // given
    JsonNode before = json(object);
    var fields = OwnedField.of(before, "kinetd-operator");

    // when
    stage.client().resource(find(object)).delete();

    // then
    Stage.eventually(
        object + " again",
        () -> find(object),
        now ->
            now != null
                && !now.getMetadata().getUid().equals(before.at("/metadata/uid").asText())
                && now.getMetadata().getDeletionTimestamp() == null);
    for (OwnedField field : fields) {
      Stage.eventually(
          field + " of " + object + " as it was",
          () -> content(field, json(object)),
          content(field, before)::equals);
    }
    stage.assertNoTroubleBut();
  }

  @Test
  void leavesAloneWhatOthersAdd() {
    // when
    String object = "apps/v1/Deployment/kinetd-default";
    stage.kubectl().output("annotate", "deployment", "kinetd-default", "example.com/note=mine");
    stage.apply(Manifests.saying("other", 4001, "other"));

    // then
    Stage.eventually(
        "the configuration with the other service",
        () -> Serialization.asJson(find("v1/ConfigMap/kinetd-default")),
        json -> json.contains("name: other"));
    assertThat(find(object).getMetadata().getAnnotations())
        .containsEntry("example.com/note", "mine");
  }

  /** What is in a field, but for the configuration's number, which grows with every writing. */
  private static String content(OwnedField field, JsonNode object) {
    return field.in(object).toString().replaceFirst("generation: [0-9]+", "generation: N");
  }

  /** Changes a field as somebody else, or removes it; false where the API server allows neither. */
  private static boolean disturb(String object, OwnedField field) {
    JsonNode now = json(object);
    String pointer = field.pointer(now);
    Optional<JsonNode> other = other(field.in(now));
    return other.isPresent() && patch(object, "replace", pointer, other.get())
        || patch(object, "remove", pointer, null);
  }

  private static Optional<JsonNode> other(JsonNode value) {
    if (value.isNumber()) {
      return Optional.of(LongNode.valueOf(value.asLong() + 1));
    }
    if (value.isBoolean()) {
      return Optional.of(BooleanNode.valueOf(!value.asBoolean()));
    }
    return value.isTextual()
        ? Optional.of(TextNode.valueOf(value.asText() + "x"))
        : Optional.empty();
  }

  private static boolean patch(String object, String verb, String pointer, JsonNode value) {
    String patch =
        "[{\"op\":\"%s\",\"path\":\"%s\"%s}]"
            .formatted(verb, pointer, value == null ? "" : ",\"value\":" + value);
    try {
      stage
          .client()
          .resource(find(object))
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.JSON)
                  .withFieldManager("somebody")
                  .build(),
              patch);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() != UNPROCESSABLE && e.getCode() != 400) {
        throw e;
      }
      return false;
    }
  }

  private static JsonNode json(String object) {
    HasMetadata found = find(object);
    return found == null
        ? MissingNode.getInstance()
        : stage.client().getKubernetesSerialization().convertValue(found, JsonNode.class);
  }

  private static GenericKubernetesResource find(String object) {
    String[] parts = object.split("/");
    int kind = parts.length - 2;
    return stage
        .client()
        .genericKubernetesResources(String.join("/", List.of(parts).subList(0, kind)), parts[kind])
        .inNamespace(stage.namespace())
        .withName(parts[kind + 1])
        .get();
  }
}
