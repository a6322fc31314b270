package dev.kinetd.operator.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kinetd.operator.support.ApiServer;
import dev.kinetd.operator.support.ResourceDefinitions;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the definitions, as a real API server reads it. */
class CrdRulesApiServerIT {

  private static ApiServer server;
  private static String namespace;

  @BeforeAll
  static void install() {
    server = ApiServer.shared();
    ResourceDefinitions.install(server);
    namespace = server.newNamespace();
  }

  static List<RuleCase> cases() throws IOException {
    return RuleCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refusesByFieldAndInWords(RuleCase rule) {
    // given
    createBefore(rule);

    // when
    var refusal =
        catchThrowableOfType(
            KubernetesClientException.class, () -> dryRun(rule, rule.refusedObject()));

    // then
    assertThat(refusal).as("nothing was refused").isNotNull();
    List<StatusCause> causes = refusal.getStatus().getDetails().getCauses();
    assertThat(causes)
        .as(refusal.getMessage())
        .filteredOn(cause -> cause.getMessage().endsWith(": " + rule.message()))
        .extracting(StatusCause::getField)
        .containsExactly(rule.field());
    assertThat(causes).as("what else is said").hasSize(1);
    removeBefore(rule);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void acceptsTheSamePutRight(RuleCase rule) {
    // given
    createBefore(rule);

    // when
    GenericKubernetesResource accepted = dryRun(rule, rule.acceptedObject());

    // then
    assertThat(accepted.getMetadata().getUid()).isNotEmpty();
    removeBefore(rule);
  }

  @Test
  void leavesNoRuleUntried() throws IOException {
    // given
    Set<String> rules = new TreeSet<>();
    Definitions.generate()
        .forEach(
            definition ->
                collect(
                    definition.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema(),
                    rules));

    // when
    Set<String> tried = RuleCase.all().stream().map(RuleCase::message).collect(Collectors.toSet());

    // then
    assertThat(tried).containsExactlyInAnyOrderElementsOf(rules);
  }

  private static void collect(JSONSchemaProps schema, Set<String> rules) {
    schema.getXKubernetesValidations().stream().map(ValidationRule::getMessage).forEach(rules::add);
    schema.getProperties().values().forEach(property -> collect(property, rules));
    if (schema.getItems() != null) {
      collect(schema.getItems().getSchema(), rules);
    }
  }

  private static void createBefore(RuleCase rule) {
    if (rule.before() != null) {
      client(rule.objectBefore()).create();
    }
  }

  private static void removeBefore(RuleCase rule) {
    if (rule.before() != null) {
      client(rule.objectBefore()).delete();
    }
  }

  private static GenericKubernetesResource dryRun(RuleCase rule, GenericKubernetesResource object) {
    if (rule.before() == null) {
      return client(object).dryRun().create();
    }
    object
        .getMetadata()
        .setResourceVersion(client(object).get().getMetadata().getResourceVersion());
    return client(object).dryRun().update();
  }

  private static Resource<GenericKubernetesResource> client(GenericKubernetesResource object) {
    KubernetesClient client = server.client();
    return client.resource(object).inNamespace(namespace);
  }
}
