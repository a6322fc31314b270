package dev.kinetd.operator.definition;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the generator has no annotation for: how lists are merged, which fields are a name or a
 * number, what a time looks like; and it takes out what it says twice, because a component of a
 * record hands its annotations to a field and to a method.
 */
final class SchemaShape {

  /** Lists whose elements are told apart by these of their fields. */
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "conditions", List.of("type"),
          "handlerImages", List.of("name"),
          "volumes", List.of("name"),
          "volumeMounts", List.of("mountPath"),
          "imagePullSecrets", List.of("name"),
          "topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable"));

  /** Lists whose elements are there or not, in no order. */
  private static final Set<String> SETS = Set.of("names", "days");

  private static final Set<String> NAME_OR_NUMBER = Set.of("user", "group");

  private SchemaShape() {}

  /** Completes an object and all that is below it. */
  static void complete(JSONSchemaProps object) {
    object.getProperties().forEach(SchemaShape::complete);
    withoutRepetition(object);
  }

  private static void complete(String name, JSONSchemaProps field) {
    if (field.getItems() != null) {
      completeList(name, field);
    } else if (NAME_OR_NUMBER.contains(name)) {
      nameOrNumber(field);
    } else if (name.equals("lastTransitionTime")) {
      field.setFormat("date-time");
    }
    complete(field);
  }

  private static void completeList(String name, JSONSchemaProps list) {
    JSONSchemaProps element = list.getItems().getSchema();
    List<String> keys = KEYS.get(name);
    if (keys != null) {
      list.setXKubernetesListType("map");
      list.setXKubernetesListMapKeys(keys);
      var required = new LinkedHashSet<>(element.getRequired());
      required.addAll(keys);
      element.setRequired(new ArrayList<>(required));
    } else {
      list.setXKubernetesListType(SETS.contains(name) ? "set" : "atomic");
    }
    complete(element);
  }

  /** As YAML has it: {@code user: nobody} and {@code user: 65534}. */
  private static void nameOrNumber(JSONSchemaProps field) {
    field.setType(null);
    field.setXKubernetesIntOrString(true);
    field.setAnyOf(
        List.of(
            new JSONSchemaPropsBuilder().withType("integer").build(),
            new JSONSchemaPropsBuilder().withType("string").build()));
    field.setMinimum(0d);
  }

  private static void withoutRepetition(JSONSchemaProps schema) {
    schema.setXKubernetesValidations(
        new ArrayList<>(new LinkedHashSet<>(schema.getXKubernetesValidations())));
  }
}
