package dev.kinetd.operator.install;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * An object as it stands in YAML.
 *
 * @param body its fields
 */
record Manifest(Map<String, Object> body) {

  /** The objects of a stream of documents, without those that are empty. */
  @SuppressWarnings("unchecked")
  static List<Manifest> parse(String yaml) {
    var documents = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml);
    return StreamSupport.stream(documents.spliterator(), false)
        .filter(document -> document != null)
        .map(document -> new Manifest((Map<String, Object>) document))
        .toList();
  }

  String kind() {
    return (String) body.get("kind");
  }

  String name() {
    return (String) at("metadata", "name");
  }

  /** Its namespace; empty where it says none. */
  String namespace() {
    Object namespace = at("metadata", "namespace");
    return namespace == null ? "" : (String) namespace;
  }

  /** Kind and name. */
  String id() {
    return kind() + " " + name();
  }

  Map<String, Object> labels() {
    return map("metadata", "labels");
  }

  Map<String, Object> annotations() {
    return map("metadata", "annotations");
  }

  /**
   * What stands at the end of a path of names, and of numbers in lists; null where nothing does.
   */
  Object at(Object... path) {
    Object here = body;
    for (Object step : path) {
      if (here instanceof List<?> list && step instanceof Integer index) {
        here = index < list.size() ? list.get(index) : null;
      } else {
        here = here instanceof Map<?, ?> map ? map.get(step) : null;
      }
    }
    return here;
  }

  /** The object at the end of a path; empty where there is none. */
  @SuppressWarnings("unchecked")
  Map<String, Object> map(Object... path) {
    Object here = at(path);
    return here == null ? Map.of() : (Map<String, Object>) here;
  }

  /** The objects of a list at the end of a path; none where there is no list. */
  @SuppressWarnings("unchecked")
  List<Map<String, Object>> list(Object... path) {
    Object here = at(path);
    return here == null ? List.of() : (List<Map<String, Object>>) here;
  }

  @Override
  public String toString() {
    return new Yaml().dumpAsMap(body);
  }
}
