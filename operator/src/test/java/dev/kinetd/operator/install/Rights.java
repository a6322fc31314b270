package dev.kinetd.operator.install;

import dev.kinetd.operator.support.ApiCall;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rights as one set, from the rules that give them or from the requests that need them. */
final class Rights {

  private static final Pattern PATH =
      Pattern.compile(
          "/(?:api/v1|apis/(?<group>[^/]+)/[^/]+)(?:/namespaces/[^/]+(?=/))?"
              + "/(?<resource>[a-z]+)(?:/(?<name>[^/?]+)(?:/(?<part>[a-z]+))?)?(?:\\?(?<query>.*))?");

  /** Whoever is known to the API server may ask it what he may do. */
  private static final String OF_EVERYBODY = "authorization.k8s.io";

  private Rights() {}

  /** What the rules of a role give. Those for single names count as for all. */
  static Set<Right> of(Manifest role) {
    var rights = new TreeSet<Right>();
    for (Map<String, Object> rule : role.list("rules")) {
      for (String group : words(rule, "apiGroups")) {
        for (String resource : words(rule, "resources")) {
          for (String verb : words(rule, "verbs")) {
            rights.add(new Right(group, resource, verb));
          }
        }
      }
    }
    return rights;
  }

  /** What the roles of an installation give to the operator. */
  static Set<Right> ofOperator(List<Manifest> manifests) {
    return manifests.stream()
        .filter(m -> m.kind().endsWith("Role") && m.name().startsWith("kinetd-operator"))
        .flatMap(m -> of(m).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What one needs who makes these requests. */
  static Set<Right> neededFor(Collection<ApiCall> calls) {
    return calls.stream()
        .flatMap(call -> neededFor(call).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Right> neededFor(ApiCall call) {
    Matcher path = PATH.matcher(call.uri());
    if (!path.matches() || OF_EVERYBODY.equals(path.group("group"))) {
      return Set.of();
    }
    String resource = path.group("resource");
    if (path.group("part") != null) {
      resource += "/" + path.group("part");
    }
    String group = path.group("group") == null ? "" : path.group("group");
    String query = path.group("query") == null ? "" : path.group("query");
    var right = new Right(group, resource, verb(call.method(), path.group("name"), query));
    // What is applied is made where it is not there.
    return call.method().equals("PATCH")
            && path.group("part") == null
            && query.contains("fieldManager=")
        ? Set.of(right, new Right(group, resource, "create"))
        : Set.of(right);
  }

  private static String verb(String method, String name, String query) {
    return switch (method) {
      case "GET" -> query.contains("watch=true") ? "watch" : name == null ? "list" : "get";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> name == null ? "deletecollection" : "delete";
      default -> throw new IllegalArgumentException(method);
    };
  }

  @SuppressWarnings("unchecked")
  private static List<String> words(Map<String, Object> rule, String key) {
    return (List<String>) rule.get(key);
  }
}
