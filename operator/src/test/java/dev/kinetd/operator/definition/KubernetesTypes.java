package dev.kinetd.operator.definition;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Set;

/**
 * Completes the schemas of Kubernetes' own types, whose classes tell neither what a field means nor
 * how long it may be: it says where Kubernetes explains the field, and sets wide limits.
 */
final class KubernetesTypes {

  private static final long MAX_LENGTH = 4096;
  private static final long MAX_ITEMS = 256;
  private static final Set<String> OF_THE_CONTAINER = Set.of("volumeMounts", "resources");

  private KubernetesTypes() {}

  /** Completes what is below a field of a runtime's {@code template}. */
  static void complete(String field, JSONSchemaProps schema) {
    String place = OF_THE_CONTAINER.contains(field) ? "pod.spec.containers." : "pod.spec.";
    below(place + field, schema);
  }

  private static void below(String path, JSONSchemaProps schema) {
    if (schema.getItems() != null) {
      below(path, schema.getItems().getSchema());
      limit(schema.getItems().getSchema());
    }
    if (schema.getAdditionalProperties() != null) {
      limit(schema.getAdditionalProperties().getSchema());
    }
    schema
        .getProperties()
        .forEach(
            (name, property) -> {
              property.setDescription("As in a pod: kubectl explain " + path + "." + name);
              limit(property);
              below(path + "." + name, property);
            });
  }

  private static void limit(JSONSchemaProps schema) {
    if ("string".equals(schema.getType())) {
      schema.setMaxLength(MAX_LENGTH);
    } else if (schema.getItems() != null) {
      schema.setMaxItems(MAX_ITEMS);
    } else if (schema.getAdditionalProperties() != null) {
      schema.setMaxProperties(MAX_ITEMS);
    }
  }
}
