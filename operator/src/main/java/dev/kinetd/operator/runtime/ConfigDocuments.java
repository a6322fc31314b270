package dev.kinetd.operator.runtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kinetd.api.AccessRule;
import dev.kinetd.api.ConfigFormat;
import dev.kinetd.api.InetdService;
import dev.kinetd.operator.resource.AccessRuleResource;
import dev.kinetd.operator.resource.InetdServiceResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes resources as the documents of a configuration: what the user wrote, with the port that the
 * runtime listens on, and without what only Kubernetes is told.
 */
final class ConfigDocuments {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private ConfigDocuments() {}

  /**
   * The document of a service.
   *
   * @param targetPort where the runtime listens; 0 for a service without a port of its own
   * @param environment the digest of its environment, or null where it asks for none
   */
  static String service(InetdServiceResource service, int targetPort, String environment) {
    Map<String, Object> spec = fields(service.getSpec());
    List.of("runtimeRef", "service", "family", "addresses", "socket").forEach(spec::remove);
    if (targetPort == 0) {
      spec.remove("port");
    } else {
      spec.put("port", targetPort);
    }
    Map<String, String> annotations =
        environment == null ? Map.of() : Map.of(ConfigFormat.ENVIRONMENT_ANNOTATION, environment);
    return document(InetdService.KIND, service.getMetadata(), annotations, spec);
  }

  /**
   * The document of a rule.
   *
   * @param spec the rule's spec as the runtime is to read it
   */
  static String rule(AccessRuleResource rule, Map<String, Object> spec) {
    return document(AccessRule.KIND, rule.getMetadata(), Map.of(), spec);
  }

  /** A spec as a document has it, without what is empty. */
  static Map<String, Object> fields(Object spec) {
    Map<String, Object> fields =
        MAPPER.convertValue(
            spec,
            MAPPER
                .getTypeFactory()
                .constructMapType(LinkedHashMap.class, String.class, Object.class));
    removeEmpty(fields);
    return fields;
  }

  private static String document(
      String kind, ObjectMeta metadata, Map<String, String> annotations, Map<String, Object> spec) {
    var meta = new LinkedHashMap<String, Object>();
    meta.put("name", metadata.getName());
    meta.put("generation", metadata.getGeneration());
    if (metadata.getLabels() != null && !metadata.getLabels().isEmpty()) {
      meta.put("labels", new TreeMap<>(metadata.getLabels()));
    }
    if (!annotations.isEmpty()) {
      meta.put("annotations", annotations);
    }
    var document = new LinkedHashMap<String, Object>();
    document.put("apiVersion", InetdService.API_VERSION);
    document.put("kind", kind);
    document.put("metadata", meta);
    document.put("spec", spec);
    return ConfigYaml.document(document);
  }

  private static void removeEmpty(Map<String, Object> fields) {
    for (Object value : fields.values()) {
      if (value instanceof Map<?, ?> inner) {
        removeEmpty(asFields(inner));
      }
    }
    fields.values().removeIf(v -> v instanceof List<?> list && list.isEmpty());
    fields.values().removeIf(v -> v instanceof Map<?, ?> map && map.isEmpty());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asFields(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }
}
