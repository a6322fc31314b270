package dev.kinetd.runtime.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An InetdService in the making, field by field as in its document. */
public final class Service {

  private static final YAMLMapper YAML = new YAMLMapper();

  private final Map<String, Object> metadata = new LinkedHashMap<>();
  private final Map<String, Object> spec = new LinkedHashMap<>();

  private Service(String name) {
    metadata.put("name", name);
  }

  /** A service of which nothing is said yet but its name. */
  public static Service named(String name) {
    return new Service(name);
  }

  public Service port(int port) {
    return field("port", port);
  }

  public Service command(String... words) {
    return field("handler", Map.of("command", List.of(words)));
  }

  /** The text of a script as the handler. */
  public Service script(String... lines) {
    return field("handler", Map.of("script", String.join("\n", lines) + "\n"));
  }

  /** Which version of the resource it is. */
  public Service generation(long generation) {
    metadata.put("generation", generation);
    return this;
  }

  public Service annotation(String name, String value) {
    metadata.put("annotations", Map.of(name, value));
    return this;
  }

  public Service suspended() {
    return field("suspend", "Enabled");
  }

  /** A piece of shell as the handler. */
  public Service shell(String script) {
    return command("/bin/sh", "-c", script);
  }

  /** A piece of Perl as the handler; every Debian has one, and it opens nothing for a script. */
  public Service perl(String script) {
    return command("/usr/bin/perl", "-e", script);
  }

  public Service builtin(String kind) {
    return field("handler", Map.of("builtin", kind));
  }

  public Service user(String user) {
    return launch("user", user);
  }

  /** A field of {@code spec.launch}. */
  public Service launch(String field, Object value) {
    return within("launch", field, value);
  }

  /** A field of {@code spec.limits}. */
  public Service limit(String field, Object value) {
    return within("limits", field, value);
  }

  /** A field of {@code spec}. */
  public Service field(String field, Object value) {
    spec.put(field, value);
    return this;
  }

  private Service within(String object, String field, Object value) {
    @SuppressWarnings("unchecked")
    var fields = (Map<String, Object>) spec.computeIfAbsent(object, o -> new LinkedHashMap<>());
    fields.put(field, value);
    return this;
  }

  /** The documents of a YAML file. */
  public static String yaml(Service... services) {
    return Stream.of(services).map(Service::document).collect(Collectors.joining());
  }

  private String document() {
    var document = new LinkedHashMap<String, Object>();
    document.put("apiVersion", "kinetd.dev/v1alpha1");
    document.put("kind", "InetdService");
    document.put("metadata", metadata);
    document.put("spec", spec);
    try {
      return YAML.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
