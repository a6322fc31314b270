package dev.kinetd.operator.definition;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/** The fields that a record has in a resource. */
final class RecordFields {

  private RecordFields() {}

  /**
   * A field.
   *
   * @param owner the record that has it
   * @param component its name in Java
   * @param name its name in the resource
   * @param type of the field, or of each element of a list
   */
  record Field(Class<?> owner, String component, String name, Class<?> type) {

    boolean isRecord() {
      return type.isRecord();
    }
  }

  /** In the order in which they are declared. */
  static List<Field> of(Class<?> owner) {
    return Arrays.stream(owner.getRecordComponents())
        .filter(component -> !component.getAccessor().isAnnotationPresent(JsonIgnore.class))
        .map(component -> field(owner, component))
        .toList();
  }

  private static Field field(Class<?> owner, RecordComponent component) {
    JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    String name = renamed == null ? component.getName() : renamed.value();
    return new Field(owner, component.getName(), name, element(component.getGenericType()));
  }

  private static Class<?> element(Type type) {
    if (type instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      return raw == List.class ? element(generic.getActualTypeArguments()[0]) : raw;
    }
    return (Class<?>) type;
  }
}
