package dev.kinetd.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.support.ApiServer;
import dev.kinetd.operator.support.Kubectl;
import dev.kinetd.operator.support.ResourceDefinitions;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real API server takes all that is installed, where Pod Security restricted is enforced. */
class InstallApiServerIT {

  private static final Map<String, String> RESTRICTED =
      Map.of(
          "pod-security.kubernetes.io/enforce", "restricted",
          "pod-security.kubernetes.io/warn", "restricted");

  private static ApiServer server;

  @BeforeAll
  static void prepare() {
    server = ApiServer.shared();
    ResourceDefinitions.install(server);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{replicas: 2, hostUsers: false, log: {level: DEBUG, format: text}}",
        "{networkPolicy: {enabled: true, apiServer: {cidrs: [192.0.2.1/32]}}}",
        "{extraEnv: [{name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]}",
        "topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway}]"
      })
  void takesTheChart(String values) {
    // given
    String namespace = server.newNamespace(RESTRICTED);
    // The tests share their server and its definitions, which have other labels there.
    String chart = Chart.text(Chart.RELEASE, namespace, withoutDefinitions(values));

    // when
    Kubectl.Result result =
        server
            .kubectl()
            .in(namespace)
            .runWith(chart, "apply", "--dry-run=server", "--validate=strict", "-f", "-");

    // then
    assertThat(result.errors()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.output()).contains("deployment.apps/kinetd-operator created");
  }

  @Test
  void takesTheChartForSingleNamespaces() {
    // given
    String namespace = server.newNamespace(RESTRICTED);
    String values =
        """
        watchNamespaces: [%s]
        networkPolicy: {runtimes: {namespaces: [%s]}}
        """
            .formatted(namespace, namespace);
    String chart = Chart.text(Chart.RELEASE, namespace, withoutDefinitions(values));

    // when
    Kubectl.Result result =
        server
            .kubectl()
            .in(namespace)
            .runWith(chart, "apply", "--dry-run=server", "--validate=strict", "-f", "-");

    // then
    assertThat(result.errors()).isEmpty();
    assertThat(result.output())
        .contains("role.rbac.authorization.k8s.io/kinetd-operator created")
        .contains("networkpolicy.networking.k8s.io/kinetd-runtimes created");
  }

  @Test
  void takesTheTestsOfTheChart() {
    // given
    String namespace = server.newNamespace(RESTRICTED);

    for (Manifest manifest : Chart.renderTests("watchNamespaces: [%s]".formatted(namespace))) {
      // when
      Kubectl.Result result =
          server
              .kubectl()
              .in(namespace)
              .runWith(
                  manifest.toString(), "apply", "--dry-run=server", "--validate=strict", "-f", "-");

      // then
      assertThat(result.errors()).isEmpty();
      assertThat(result.output()).contains("created");
    }
  }

  @Test
  void takesWhatKustomizeMakesForANamespace() {
    // given
    String namespace = server.newNamespace(RESTRICTED);

    // when
    Kubectl.Result result =
        server
            .kubectl()
            .in(namespace)
            .run(
                "apply",
                "--server-side",
                "--dry-run=server",
                "-k",
                Kustomize.DEPLOY.resolve("install/namespaced").toString());

    // then
    assertThat(result.errors()).isEmpty();
    assertThat(result.status()).isZero();
  }

  /** The server looks at pods alone when it enforces, not at what is to make them. */
  @Test
  void takesThePodsThemselves() {
    // given
    String namespace = server.newNamespace(RESTRICTED);
    server.kubectl().in(namespace).output("create", "serviceaccount", "kinetd-operator");
    List<Manifest> makers =
        Stream.of(
                Chart.render("hostUsers: false"),
                Chart.renderTests(""),
                Kustomize.build("install/cluster"))
            .flatMap(List::stream)
            .filter(m -> m.at("spec", "template", "spec") != null)
            .toList();
    assertThat(makers).hasSize(3);

    for (Manifest maker : makers) {
      // when
      Pod pod = server.client().resource(pod(maker, namespace)).dryRun().create();

      // then
      assertThat(pod.getSpec().getContainers()).hasSize(1);
    }
  }

  private static Pod pod(Manifest maker, String namespace) {
    PodTemplateSpec template =
        new KubernetesSerialization()
            .convertValue(maker.map("spec", "template"), PodTemplateSpec.class);
    return new PodBuilder()
        .withMetadata(template.getMetadata())
        .editMetadata()
        .withName("one")
        .withNamespace(namespace)
        .endMetadata()
        .withSpec(template.getSpec())
        .build();
  }

  private static String withoutDefinitions(String values) {
    return values.startsWith("{")
        ? "{crds: {enabled: false}, " + values.substring(1)
        : "crds: {enabled: false}\n" + values;
  }
}
