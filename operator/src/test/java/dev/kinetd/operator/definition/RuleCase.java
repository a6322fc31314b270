package dev.kinetd.operator.definition;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * An object that a rule of the definitions refuses, and one that it accepts.
 *
 * @param kind of the object
 * @param name of the object; null where any will do
 * @param field that the refusal names
 * @param message of the rule
 * @param before the spec that was there, where the rule is about a change
 * @param refused the spec that is refused
 * @param accepted the spec that is accepted; null where it is the name that matters
 * @param acceptedName the name that is accepted, where it is the name that matters
 */
record RuleCase(
    String kind,
    String name,
    String field,
    String message,
    Map<String, Object> before,
    Map<String, Object> refused,
    Map<String, Object> accepted,
    String acceptedName) {

  static List<RuleCase> all() throws IOException {
    try (InputStream file = RuleCase.class.getResourceAsStream("rules.yaml")) {
      return new YAMLMapper().readValue(file, new TypeReference<>() {});
    }
  }

  GenericKubernetesResource objectBefore() {
    return before == null ? null : object(usualName(), before);
  }

  GenericKubernetesResource refusedObject() {
    return object(usualName(), refused);
  }

  GenericKubernetesResource acceptedObject() {
    return object(
        acceptedName == null ? usualName() : acceptedName, accepted == null ? refused : accepted);
  }

  private String usualName() {
    return name == null ? "x" : name;
  }

  private GenericKubernetesResource object(String objectName, Map<String, Object> spec) {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion("kinetd.dev/v1alpha1")
        .withKind(kind)
        .withNewMetadata()
        .withName(objectName)
        .endMetadata()
        .addToAdditionalProperties("spec", spec)
        .build();
  }

  @Override
  public String toString() {
    return kind + " " + field + ": " + message;
  }
}
