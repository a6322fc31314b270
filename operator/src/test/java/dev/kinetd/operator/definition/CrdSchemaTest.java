package dev.kinetd.operator.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a user of Kubernetes expects of any definition. */
class CrdSchemaTest {

  private final Map<String, CustomResourceDefinition> definitions =
      Definitions.generate().stream()
          .collect(
              Collectors.toMap(
                  definition -> definition.getSpec().getNames().getKind(),
                  definition -> definition));

  /** Every schema by its path, elements of lists as {@code []} and values of maps as {@code *}. */
  private final Map<String, JSONSchemaProps> schemas = new TreeMap<>();

  CrdSchemaTest() {
    definitions.forEach(
        (kind, definition) -> collect(kind, version(definition).getSchema().getOpenAPIV3Schema()));
  }

  @Test
  void describesEveryField() {
    assertThat(paths(schema -> schema.getDescription() == null))
        .filteredOn(path -> !path.endsWith("[]") && !path.endsWith("*"))
        .isEmpty();
  }

  @Test
  void speaksToUsersNotToProgrammers() {
    assertThat(schemas.values())
        .extracting(JSONSchemaProps::getDescription)
        .filteredOn(text -> text != null && text.matches(".*(\\{@|\\bnull\\b|\\brecord\\b).*"))
        .isEmpty();
  }

  @Test
  void limitsEveryListStringAndMap() {
    assertThat(paths(schema -> schema.getItems() != null && schema.getMaxItems() == null))
        .isEmpty();
    assertThat(
            paths(
                schema ->
                    "string".equals(schema.getType())
                        && schema.getEnum().isEmpty()
                        && schema.getMaxLength() == null))
        .isEmpty();
    assertThat(
            paths(
                schema ->
                    schema.getAdditionalProperties() != null && schema.getMaxProperties() == null))
        .isEmpty();
  }

  @Test
  void saysHowEveryListIsMerged() {
    assertThat(
            paths(schema -> schema.getItems() != null && schema.getXKubernetesListType() == null))
        .isEmpty();
    assertThat(schemas.get("InetdService.status.conditions").getXKubernetesListMapKeys())
        .containsExactly("type");
    assertThat(schemas.get("InetdRuntime.spec.template.volumes").getXKubernetesListMapKeys())
        .containsExactly("name");
    assertThat(schemas.get("AccessRule.spec.services.names").getXKubernetesListType())
        .isEqualTo("set");
  }

  @Test
  void knowsNothingOfWhatIsNotThereInKubernetes() {
    assertThat(schemas.get("InetdService.spec").getProperties().keySet())
        .doesNotContain("addresses", "family", "socket");
  }

  @Test
  void takesUsersByNameAndByNumber() {
    assertThat(schemas.get("InetdService.spec.launch.user").getXKubernetesIntOrString()).isTrue();
    assertThat(schemas.get("InetdService.spec.launch.user").getType()).isNull();
  }

  @Test
  void hasTheNamesAndPartsThatUsersExpect() {
    assertThat(definitions)
        .allSatisfy(
            (kind, definition) -> {
              assertThat(definition.getSpec().getScope()).isEqualTo("Namespaced");
              assertThat(definition.getSpec().getNames().getCategories()).containsExactly("kinetd");
              assertThat(version(definition).getSubresources().getStatus()).isNotNull();
              assertThat(version(definition).getAdditionalPrinterColumns().getLast().getName())
                  .isEqualTo("Age");
            });
    assertThat(shortNames("InetdService")).containsExactly("inetds");
    assertThat(shortNames("AccessRule")).containsExactly("acr");
    assertThat(shortNames("InetdRuntime")).containsExactly("inetdrt");
    var scale = version(definitions.get("InetdRuntime")).getSubresources().getScale();
    assertThat(scale.getSpecReplicasPath()).isEqualTo(".spec.replicas");
    assertThat(scale.getStatusReplicasPath()).isEqualTo(".status.replicas");
    assertThat(scale.getLabelSelectorPath()).isEqualTo(".status.selector");
  }

  private List<String> shortNames(String kind) {
    return definitions.get(kind).getSpec().getNames().getShortNames();
  }

  private static CustomResourceDefinitionVersion version(CustomResourceDefinition definition) {
    return definition.getSpec().getVersions().getFirst();
  }

  private List<String> paths(Predicate<JSONSchemaProps> predicate) {
    var found = new ArrayList<String>();
    schemas.forEach(
        (path, schema) -> {
          if (predicate.test(schema)) {
            found.add(path);
          }
        });
    return found;
  }

  private void collect(String path, JSONSchemaProps schema) {
    schemas.put(path, schema);
    schema.getProperties().forEach((name, property) -> collect(path + "." + name, property));
    if (schema.getItems() != null) {
      collect(path + "[]", schema.getItems().getSchema());
    }
    if (schema.getAdditionalProperties() != null
        && schema.getAdditionalProperties().getSchema() != null) {
      collect(path + ".*", schema.getAdditionalProperties().getSchema());
    }
  }
}
