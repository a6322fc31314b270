package dev.kinetd.operator.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A field of an object that belongs to a manager, by the record that the API server keeps of server
 * side apply, and that has no field below it.
 *
 * @param steps from the object to the field, as the record has them: {@code f:} and a name, {@code
 *     k:} and the key of a list's item, {@code v:} and the item itself
 */
public record OwnedField(List<String> steps) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The fields that the object has and the manager owns, in the order of the record. */
  public static List<OwnedField> of(JsonNode object, String manager) {
    var fields = new ArrayList<OwnedField>();
    for (JsonNode entry : object.at("/metadata/managedFields")) {
      if (manager.equals(entry.path("manager").asText())
          && entry.path("subresource").isMissingNode()) {
        collect(entry.path("fieldsV1"), List.of(), fields);
      }
    }
    return fields.stream().filter(field -> !field.in(object).isMissingNode()).toList();
  }

  private static void collect(JsonNode record, List<String> steps, List<OwnedField> fields) {
    boolean last = true;
    for (var part : record.properties()) {
      if (!part.getKey().equals(".")) {
        last = false;
        collect(
            part.getValue(),
            Stream.concat(steps.stream(), Stream.of(part.getKey())).toList(),
            fields);
      }
    }
    if (last && !steps.isEmpty()) {
      fields.add(new OwnedField(steps));
    }
  }

  /** Its value; missing where the object does not have it. */
  public JsonNode in(JsonNode object) {
    String pointer = pointer(object);
    return pointer == null ? MissingNode.getInstance() : object.at(pointer);
  }

  /** The JSON pointer to it in this version of the object; null where it is not there. */
  public String pointer(JsonNode object) {
    var pointer = new StringBuilder();
    for (String step : steps) {
      String next = next(step, object.at(pointer.toString()));
      if (next == null) {
        return null;
      }
      pointer.append('/').append(next);
    }
    return pointer.toString();
  }

  private static String next(String step, JsonNode value) {
    String name = step.substring(2);
    return switch (step.charAt(0)) {
      case 'f' -> value.has(name) ? name.replace("~", "~0").replace("/", "~1") : null;
      case 'k' -> indexOf(value, read(name), false);
      case 'v' -> indexOf(value, read(name), true);
      default -> throw new IllegalArgumentException(step);
    };
  }

  private static String indexOf(JsonNode list, JsonNode key, boolean whole) {
    for (int i = 0; i < list.size(); i++) {
      JsonNode item = list.get(i);
      if (whole
          ? item.equals(key)
          : key.properties().stream().allMatch(e -> e.getValue().equals(item.get(e.getKey())))) {
        return Integer.toString(i);
      }
    }
    return null;
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  @Override
  public String toString() {
    return String.join("/", steps);
  }
}
