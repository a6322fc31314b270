package dev.kinetd.operator.definition;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.AnnotatedElement;
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
   * @param isList whether it is a list
   * @param accessor which has its annotations
   */
  record Field(
      Class<?> owner,
      String component,
      String name,
      Class<?> type,
      boolean isList,
      AnnotatedElement accessor) {

    boolean isRecord() {
      return type.isRecord();
    }

    /** Whether the type is one of Kubernetes' own. */
    boolean isOfKubernetes() {
      return type.getPackageName().startsWith("io.fabric8.");
    }
  }

  /** Those in Kubernetes, in the order in which they are declared. */
  static List<Field> of(Class<?> owner) {
    return everywhere(owner).stream()
        .filter(field -> !field.accessor().isAnnotationPresent(JsonIgnore.class))
        .toList();
  }

  /** Also those that only a runtime outside Kubernetes knows. */
  static List<Field> everywhere(Class<?> owner) {
    return Arrays.stream(owner.getRecordComponents())
        .map(component -> field(owner, component))
        .toList();
  }

  private static Field field(Class<?> owner, RecordComponent component) {
    JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    String name = renamed == null ? component.getName() : renamed.value();
    return new Field(
        owner,
        component.getName(),
        name,
        element(component.getGenericType()),
        component.getType() == List.class,
        component.getAccessor());
  }

  private static Class<?> element(Type type) {
    if (type instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      return raw == List.class ? element(generic.getActualTypeArguments()[0]) : raw;
    }
    return (Class<?>) type;
  }
}
