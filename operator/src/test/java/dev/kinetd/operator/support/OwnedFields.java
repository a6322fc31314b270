package dev.kinetd.operator.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * Which fields of an object belong to a manager, by the record that the API server keeps of server
 * side apply, as JSON pointers into the object: one for each field that has no field below it.
 */
public final class OwnedFields {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> pointers = new ArrayList<>();

  private OwnedFields() {}

  /** The pointers, in the order of the record. */
  public static List<String> of(JsonNode object, String manager) {
    var fields = new OwnedFields();
    for (JsonNode entry : object.at("/metadata/managedFields")) {
      if (manager.equals(entry.path("manager").asText())
          && entry.path("subresource").isMissingNode()) {
        fields.collect(entry.path("fieldsV1"), object, "");
      }
    }
    return fields.pointers;
  }

  private void collect(JsonNode record, JsonNode value, String pointer) {
    boolean deeper = false;
    for (var part : record.properties()) {
      if (part.getKey().equals(".")) {
        continue;
      }
      String step = step(part.getKey(), value);
      deeper = true;
      if (step != null) {
        collect(part.getValue(), value.at(step), pointer + step);
      }
    }
    if (!deeper && !pointer.isEmpty()) {
      pointers.add(pointer);
    }
  }

  /** The step into the value; null where the object does not have it any more. */
  private static String step(String part, JsonNode value) {
    String name = part.substring(2);
    return switch (part.charAt(0)) {
      case 'f' -> value.has(name) ? "/" + name.replace("~", "~0").replace("/", "~1") : null;
      case 'k' -> indexOf(value, read(name), false);
      case 'v' -> indexOf(value, read(name), true);
      default -> throw new IllegalArgumentException(part);
    };
  }

  private static String indexOf(JsonNode list, JsonNode key, boolean whole) {
    for (int i = 0; i < list.size(); i++) {
      JsonNode item = list.get(i);
      if (whole
          ? item.equals(key)
          : key.properties().stream().allMatch(e -> e.getValue().equals(item.get(e.getKey())))) {
        return "/" + i;
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
}
