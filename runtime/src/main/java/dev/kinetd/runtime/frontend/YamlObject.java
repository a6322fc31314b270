package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a document, from which fields are taken one by one; what nobody took is unknown. A
 * field that is absent, null or of a wrong type is given as null, the latter with a finding.
 */
final class YamlObject {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9./_-]+");
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,8}");
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,17}");

  private final YamlFindings findings;
  private final String path;
  private final Map<String, Node> fields = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<String> notYet = new HashSet<>();

  YamlObject(MappingNode mapping, String path, YamlFindings findings) {
    this.findings = findings;
    this.path = path;
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        findings.error(tuple.getKeyNode(), path, "has a key that is no word", "correct it");
        continue;
      }
      if (fields.putIfAbsent(key.getValue(), tuple.getValueNode()) == null) {
        keys.put(key.getValue(), key);
        findings.place(at(key.getValue()), key);
      } else {
        findings.error(key, at(key.getValue()), "stands twice", "remove one of them");
      }
    }
  }

  String string(String name) {
    ScalarNode scalar = scalar(name, "a string");
    if (scalar == null || isString(scalar, at(name))) {
      return scalar == null ? null : scalar.getValue();
    }
    return null;
  }

  /** A name or a number: both are taken as text, as in an int-or-string of Kubernetes. */
  String nameOrNumber(String name) {
    ScalarNode scalar = scalar(name, "a name or a number");
    if (scalar == null) {
      return null;
    }
    return scalar.getTag().equals(Tag.INT) || isString(scalar, at(name)) ? scalar.getValue() : null;
  }

  Integer integer(String name) {
    ScalarNode scalar = scalar(name, "a number");
    if (scalar == null) {
      return null;
    }
    String text = scalar.getValue();
    if (scalar.getTag().equals(Tag.INT) && INTEGER.matcher(text).matches()) {
      return Integer.valueOf(text);
    }
    findings.error(
        scalar,
        at(name),
        "\"" + Printable.of(text) + "\" is not a whole number",
        "write a decimal number of at most nine digits, without quotes");
    return null;
  }

  /** A number that only programs write, from 1; 0 where there is none. */
  long count(String name) {
    return take(name) instanceof ScalarNode scalar && COUNT.matcher(scalar.getValue()).matches()
        ? Long.parseLong(scalar.getValue())
        : 0;
  }

  boolean flag(String name) {
    ScalarNode scalar = scalar(name, "true or false");
    if (scalar != null && !scalar.getValue().matches("true|false")) {
      findings.error(
          scalar,
          at(name),
          "\"" + Printable.of(scalar.getValue()) + "\" is not a boolean",
          "write true or false");
    }
    return scalar != null && scalar.getValue().equals("true");
  }

  /**
   * A word of an enum.
   *
   * @param later words that the resource has, but nothing carries out yet
   */
  <E extends Enum<E>> E choice(String name, Class<E> type, String... later) {
    ScalarNode scalar = scalar(name, "a word");
    return scalar == null ? null : constant(scalar, at(name), type, later);
  }

  /** Words of an enum. */
  <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
    var words = new ArrayList<E>();
    for (Node element : elements(name)) {
      String place = at(name) + "[" + words.size() + "]";
      E word = element instanceof ScalarNode scalar ? constant(scalar, place, type) : null;
      if (!(element instanceof ScalarNode)) {
        findings.error(element, place, "is not a word", "write a word");
      }
      if (word != null) {
        words.add(word);
      }
    }
    return words;
  }

  private <E extends Enum<E>> E constant(
      ScalarNode scalar, String place, Class<E> type, String... later) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(scalar.getValue())) {
        return constant;
      }
    }
    String allowed =
        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    String value = "\"" + Printable.of(scalar.getValue()) + "\"";
    boolean known = List.of(later).contains(scalar.getValue());
    findings.error(
        scalar,
        place,
        known ? value + " is unsupported" : value + " is not one of the allowed values",
        "use one of " + allowed);
    return null;
  }

  List<String> strings(String name) {
    var strings = new ArrayList<String>();
    for (Node element : elements(name)) {
      String place = at(name) + "[" + strings.size() + "]";
      findings.place(place, element);
      if (element instanceof ScalarNode scalar && isString(scalar, place)) {
        strings.add(scalar.getValue());
      } else {
        if (!(element instanceof ScalarNode)) {
          findings.error(element, place, "is not a string", "write it as one string");
        }
        strings.add("");
      }
    }
    return strings;
  }

  /** Mappings; what is none in the list is left out after a finding. */
  List<YamlObject> objects(String name) {
    var objects = new ArrayList<YamlObject>();
    int index = 0;
    for (Node element : elements(name)) {
      String place = at(name) + "[" + index++ + "]";
      findings.place(place, element);
      if (element instanceof MappingNode mapping) {
        objects.add(new YamlObject(mapping, place, findings));
      } else {
        findings.error(element, place, "is not a mapping", "write the fields behind the dash");
      }
    }
    return objects;
  }

  private List<Node> elements(String name) {
    Node node = take(name);
    if (node == null || node instanceof SequenceNode) {
      return node == null ? List.of() : ((SequenceNode) node).getValue();
    }
    findings.error(node, at(name), "is not a list", "write [..., ...]");
    return List.of();
  }

  Map<String, String> stringMap(String name) {
    YamlObject object = object(name);
    if (object == null) {
      return Map.of();
    }
    var map = new LinkedHashMap<String, String>();
    for (String key : object.fields.keySet()) {
      String value = object.string(key);
      if (value != null) {
        map.put(key, value);
      } else if (object.fields.get(key).getTag().equals(Tag.NULL)) {
        findings.error(object.keys.get(key), object.at(key), "has no value", "write a string");
      }
    }
    return map;
  }

  /** A mapping below this one, or null. */
  YamlObject object(String name) {
    Node node = take(name);
    if (node == null) {
      return null;
    }
    if (node instanceof MappingNode mapping) {
      return new YamlObject(mapping, at(name), findings);
    }
    findings.error(node, at(name), "is not a mapping", "write the fields below it, indented");
    return null;
  }

  /** Says of a field that was written what is wrong with it. */
  void refuse(String name, String text, String remedy) {
    findings.error(keys.get(name), at(name), text, remedy);
  }

  /** Whether a field was written, be it empty. */
  boolean has(String name) {
    return take(name) != null;
  }

  /** Fields that may stand there and mean nothing here. */
  void ignore(String... names) {
    taken.addAll(List.of(names));
  }

  /** Fields that the resource has, but nothing carries out yet. */
  void unsupported(String... names) {
    for (String name : names) {
      notYet.add(name);
      if (take(name) != null) {
        findings.error(
            keys.get(name), at(name), "is unsupported by this version of kinetd", "remove it");
      }
    }
  }

  /**
   * Fields that only the operator of Kubernetes can give a meaning.
   *
   * @param remedy what to write in their place
   */
  void onlyInKubernetes(String remedy, String... names) {
    for (String name : names) {
      notYet.add(name);
      if (take(name) != null) {
        findings.error(keys.get(name), at(name), "has a meaning in Kubernetes alone", remedy);
      }
    }
  }

  /** Complains of every field that was not asked for. */
  void end() {
    for (String name : fields.keySet()) {
      if (!taken.contains(name)) {
        findings.error(
            keys.get(name),
            at(name),
            "is unknown",
            "remove it; the fields here are "
                + taken.stream()
                    .filter(field -> !notYet.contains(field))
                    .sorted()
                    .collect(Collectors.joining(", ")));
      }
    }
  }

  private Node take(String name) {
    taken.add(name);
    Node node = fields.get(name);
    return node == null || node.getTag().equals(Tag.NULL) ? null : node;
  }

  private ScalarNode scalar(String name, String wanted) {
    Node node = take(name);
    if (node == null || node instanceof ScalarNode) {
      return (ScalarNode) node;
    }
    findings.error(node, at(name), "is not " + wanted, "write " + wanted);
    return null;
  }

  private boolean isString(ScalarNode scalar, String place) {
    if (scalar.getTag().equals(Tag.STR)) {
      return true;
    }
    findings.error(
        scalar,
        place,
        "is not a string",
        "put it in quotes: \"" + Printable.of(scalar.getValue()) + "\"");
    return false;
  }

  private String at(String name) {
    String shown = PLAIN.matcher(name).matches() ? name : Printable.of(name);
    return path.isEmpty() ? shown : path + "." + shown;
  }
}
