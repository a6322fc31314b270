package dev.kinetd.operator.definition;

import dev.kinetd.operator.definition.RecordFields.Field;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Puts on every field of a schema what the Javadoc of its record says. */
final class Descriptions {

  private final SourceDocs docs;

  Descriptions(SourceDocs docs) {
    this.docs = docs;
  }

  /** Describes an object and all that is below it. */
  void describe(JSONSchemaProps schema, Class<?> type) {
    for (Field field : RecordFields.of(type)) {
      JSONSchemaProps property = schema.getProperties().get(field.name());
      if (property == null) {
        throw new IllegalStateException(field.owner() + " has no field " + field.name());
      }
      property.setDescription(of(field));
      if (field.isRecord()) {
        describe(
            property.getItems() == null ? property : property.getItems().getSchema(), field.type());
      } else if (field.isOfKubernetes()) {
        KubernetesTypes.complete(field.name(), property);
      }
    }
  }

  /** The text of a field, and for an enum what each word means. */
  String of(Field field) {
    String text = docs.ofMember(field.owner(), field.component());
    if (text == null) {
      throw new IllegalStateException(
          field.owner().getSimpleName() + " has no @param " + field.component() + ": write it");
    }
    return field.type().isEnum() ? text + words(field.type()) : text;
  }

  private String words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Object::toString)
        .filter(word -> docs.ofMember(type, word) != null)
        .map(word -> " " + word + ": " + lower(docs.ofMember(type, word)))
        .collect(Collectors.joining());
  }

  private static String lower(String text) {
    boolean acronym = text.length() > 1 && Character.isUpperCase(text.charAt(1));
    return acronym ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
