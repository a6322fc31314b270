package dev.kinetd.operator.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kinetd.operator.definition.RecordFields.Field;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of a resource's fields in the reference. */
final class ReferenceTable {

  private static final JsonMapper JSON = new JsonMapper();

  private final Descriptions descriptions;
  private final StringBuilder rows = new StringBuilder();

  private ReferenceTable(SourceDocs docs) {
    descriptions = new Descriptions(docs);
  }

  /** A row for each field, and for those below it. */
  static String of(String part, Class<?> type, SourceDocs docs) {
    var table = new ReferenceTable(docs);
    table.rows.append("| field of `").append(part).append("` | holds | default | meaning |\n");
    table.rows.append("|---|---|---|---|\n");
    table.below("", type, MissingNode.getInstance());
    return table.rows.toString();
  }

  private void below(String path, Class<?> type, JsonNode defaults) {
    for (Field field : RecordFields.everywhere(type)) {
      String name = path + field.name();
      JsonNode usual = defaultOf(field, defaults);
      rows.append("| `").append(name).append("` | ").append(holds(field)).append(" | ");
      rows.append(shown(field, usual)).append(" | ");
      rows.append(descriptions.of(field).replace("|", "\\|")).append(" |\n");
      if (field.isRecord()) {
        below(name + (field.isList() ? "[]." : "."), field.type(), usual);
      }
    }
  }

  private static JsonNode defaultOf(Field field, JsonNode around) {
    Default annotation = field.accessor().getAnnotation(Default.class);
    if (annotation == null) {
      return around.path(field.name());
    }
    try {
      return JSON.readTree(annotation.value());
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(annotation.value());
    }
  }

  private static String shown(Field field, JsonNode usual) {
    if (field.accessor().isAnnotationPresent(Required.class) && usual.isMissingNode()) {
      return "required";
    }
    return usual.isValueNode() ? "`" + usual.asText() + "`" : "";
  }

  private static String holds(Field field) {
    String one = one(field);
    Size size = field.accessor().getAnnotation(Size.class);
    if (field.isList()) {
      return "list of " + one + (size == null ? "" : ", at most " + size.max());
    }
    return size == null || field.type() == Map.class ? one : one + ", " + length(size);
  }

  private static String one(Field field) {
    Class<?> type = field.type();
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(word -> "`" + word + "`")
          .collect(Collectors.joining(", "));
    }
    if (field.isOfKubernetes()) {
      return "as in a pod";
    }
    if (type == Integer.class || type == Long.class) {
      return "number" + range(field);
    }
    if (type == Map.class) {
      return "strings by name";
    }
    return type == boolean.class || type == Boolean.class
        ? "`true`, `false`"
        : type.isRecord() ? "object" : "string";
  }

  private static String range(Field field) {
    Min least = field.accessor().getAnnotation(Min.class);
    Max most = field.accessor().getAnnotation(Max.class);
    return least == null || most == null
        ? ""
        : ", " + (long) least.value() + " to " + (long) most.value();
  }

  private static String length(Size size) {
    return "at most " + size.max() + " characters";
  }
}
