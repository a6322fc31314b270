package dev.kinetd.operator.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinetd.operator.operation.OperatorSettings;
import io.smallrye.config.WithDefault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the chart makes of its values. */
class ChartTest {

  private static final String OPERATOR = "kinetd-operator";

  @Test
  void isWithoutFaultForHelm() {
    var result = Chart.helm().lint().strict().call();

    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  @Test
  void watchesTheWholeClusterByDefault() {
    // when
    List<Manifest> manifests = Chart.render("");

    // then
    assertThat(manifests)
        .extracting(Manifest::id)
        .containsExactlyInAnyOrder(
            "ServiceAccount kinetd-operator",
            "CustomResourceDefinition accessrules.kinetd.dev",
            "CustomResourceDefinition inetdruntimes.kinetd.dev",
            "CustomResourceDefinition inetdservices.kinetd.dev",
            "ClusterRole kinetd-operator",
            "ClusterRoleBinding kinetd-operator",
            "ClusterRole kinetd-view",
            "ClusterRole kinetd-edit",
            "Role kinetd-operator-leader",
            "RoleBinding kinetd-operator-leader",
            "Service kinetd-operator",
            "Deployment kinetd-operator");
    assertThat(environment(manifests)).doesNotContainKey("KINETD_OPERATOR_NAMESPACES");
  }

  @Test
  void hasRolesInPlaceOfAClusterRoleWhereItWatchesNamespaces() {
    // when
    List<Manifest> manifests = Chart.render("watchNamespaces: [red, blue]");

    // then
    assertThat(manifests)
        .filteredOn(m -> m.name().equals(OPERATOR) && m.kind().contains("Role"))
        .extracting(m -> m.kind() + " in " + m.namespace())
        .containsExactlyInAnyOrder(
            "Role in red", "RoleBinding in red", "Role in blue", "RoleBinding in blue");
    assertThat(environment(manifests)).containsEntry("KINETD_OPERATOR_NAMESPACES", "red,blue");
  }

  @Test
  void testsWhereTheOperatorWatches() {
    assertThat(testNamespaces("")).containsExactly("kinetd-system", "kinetd-system");
    assertThat(testNamespaces("watchNamespaces: [red, blue]")).containsExactly("red", "red");
    assertThat(testNamespaces("watchNamespaces: [red, kinetd-system]"))
        .containsExactly("kinetd-system", "kinetd-system");
    assertThat(testNamespaces("test: {enabled: false}")).isEmpty();
  }

  @Test
  void makesAServiceForTheTestBeforeItConnects() {
    // when
    List<Manifest> tests = Chart.renderTests("test: {port: 4711}");

    // then
    Manifest service = Chart.one(tests, "InetdService", "kinetd-test");
    Manifest connection = Chart.one(tests, "Job", "kinetd-test");
    assertThat(service.annotations()).containsEntry("helm.sh/hook-weight", "0");
    assertThat(connection.annotations()).containsEntry("helm.sh/hook-weight", "1");
    assertThat(service.at("spec", "port")).isEqualTo(4711);
    assertThat(connection.at("spec", "template", "spec", "containers", 0, "command", 2))
        .asString()
        .contains("port=4711", "KINETD_TEST_SERVICE_HOST", "kinetd-test.kinetd-system.svc");
  }

  @Test
  void hasNoCustomResourceButForTheTest() {
    // Helm would make it before the cluster knows its kind.
    assertThat(Chart.render(""))
        .noneMatch(m -> m.body().get("apiVersion").toString().startsWith("kinetd.dev/"));
  }

  @Test
  void namesTheImageThatTheOperatorWouldTakeItself() throws NoSuchMethodException {
    String ownDefault =
        OperatorSettings.class.getMethod("runtimeImage").getAnnotation(WithDefault.class).value();

    assertThat(environment(Chart.render("")))
        .containsEntry("KINETD_OPERATOR_RUNTIME_IMAGE", ownDefault);
  }

  @Test
  void namesImagesByRegistryTagAndDigest() {
    // given
    String digest = "sha256:" + "0".repeat(64);

    // when
    List<Manifest> plain = Chart.render("");
    List<Manifest> elsewhere =
        Chart.render("{image: {registry: registry.example/team, tag: v1}, runtime: {image: {}}}");
    List<Manifest> pinned =
        Chart.render("runtime: {image: {registry: other.example, digest: '%s'}}".formatted(digest));

    // then
    assertThat(container(plain)).containsEntry("image", "kinetd/operator:0.1.0");
    assertThat(container(elsewhere))
        .containsEntry("image", "registry.example/team/kinetd/operator:v1");
    assertThat(environment(elsewhere))
        .containsEntry(
            "KINETD_OPERATOR_RUNTIME_IMAGE", "registry.example/team/kinetd/runtime:0.1.0");
    assertThat(environment(pinned))
        .containsEntry("KINETD_OPERATOR_RUNTIME_IMAGE", "other.example/kinetd/runtime@" + digest);
  }

  @Test
  void protectsOperatorsFromMaintenanceOnlyWhereAnotherCanTakeOver() {
    assertThat(ids("")).doesNotContain("PodDisruptionBudget kinetd-operator");
    assertThat(ids("replicas: 2")).contains("PodDisruptionBudget kinetd-operator");
    assertThat(ids("{replicas: 2, podDisruptionBudget: {enabled: false}}"))
        .doesNotContain("PodDisruptionBudget kinetd-operator");
  }

  @Test
  void keepsDefinitionsUnlessToldOtherwise() {
    assertThat(definitions("")).hasSize(3).allMatch(ChartTest::isKept);
    assertThat(definitions("crds: {keep: false}")).hasSize(3).noneMatch(ChartTest::isKept);
    assertThat(definitions("crds: {enabled: false}")).isEmpty();
  }

  @Test
  void leavesOutWhatOthersProvide() {
    // when
    List<String> ids =
        ids(
            "{rbac: {create: false, aggregate: false}, serviceAccount: {create: false, name: own}}");

    // then
    assertThat(ids).noneMatch(id -> id.contains("Role") || id.startsWith("ServiceAccount"));
    assertThatThrownBy(() -> Chart.render("serviceAccount: {create: false}"))
        .hasMessageContaining("serviceAccount.name is needed");
  }

  @Test
  void tellsPrometheusOfItselfOnlyWhereAsked() {
    assertThat(ids("")).noneMatch(id -> id.contains("Monitor") || id.contains("PrometheusRule"));
    assertThat(
            Chart.one(
                    Chart.render("serviceMonitor: {enabled: true, labels: {release: prom}}"),
                    "ServiceMonitor",
                    "kinetd-runtimes")
                .labels())
        .containsEntry("release", "prom");
    assertThat(
            Chart.one(Chart.render("prometheusRule: {enabled: true}"), "PrometheusRule", "kinetd")
                .list("spec", "groups", 0, "rules"))
        .extracting(rule -> rule.get("alert"))
        .containsExactly("KinetdOperatorAway", "KinetdServiceNotReady", "KinetdHandlersDoNotStart");
  }

  @Test
  void closesTheOperatorToAllThatItDoesNotNeed() {
    // when
    List<Manifest> manifests =
        Chart.render(
            """
            networkPolicy:
              enabled: true
              metricsFrom: [{namespaceSelector: {matchLabels: {team: metrics}}}]
              apiServer: {ports: [6443], cidrs: [192.0.2.1/32]}
              runtimes: {namespaces: [red]}
            """);

    // then
    Manifest operator = Chart.one(manifests, "NetworkPolicy", OPERATOR);
    assertThat(operator.list("spec", "ingress")).hasSize(1);
    assertThat(operator.at("spec", "egress", 0, "to", 0, "ipBlock", "cidr"))
        .isEqualTo("192.0.2.1/32");
    assertThat(operator.at("spec", "egress", 0, "ports", 0, "port")).isEqualTo(6443);
    assertThat(operator.list("spec", "egress")).hasSize(2);
    Manifest runtimes = Chart.one(manifests, "NetworkPolicy", "kinetd-runtimes");
    assertThat(runtimes.namespace()).isEqualTo("red");
    assertThat(runtimes.list("spec", "ingress", 1, "from")).hasSize(2);
  }

  @Test
  void placesPodsAsItIsTold() {
    // when
    Manifest deployment =
        Chart.one(
            Chart.render(
                """
                hostUsers: false
                priorityClassName: high
                runtimeClassName: guarded
                nodeSelector: {disk: ssd}
                tolerations: [{key: own, operator: Exists}]
                affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: []}}
                topologySpreadConstraints:
                  - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}
                podSecurityContext: {runAsUser: 4711}
                podLabels: {app.kubernetes.io/name: mine, team: ops}
                log: {level: DEBUG, format: text}
                """),
            "Deployment",
            OPERATOR);

    // then
    Map<String, Object> pod = deployment.map("spec", "template", "spec");
    assertThat(pod)
        .containsEntry("hostUsers", false)
        .containsEntry("priorityClassName", "high")
        .containsEntry("runtimeClassName", "guarded")
        .containsEntry("nodeSelector", Map.of("disk", "ssd"));
    assertThat(
            deployment.at(
                "spec", "template", "spec", "topologySpreadConstraints", 0, "labelSelector"))
        .isEqualTo(deployment.at("spec", "selector"));
    assertThat(deployment.map("spec", "template", "spec", "securityContext"))
        .containsEntry("runAsUser", 4711)
        .containsEntry("runAsNonRoot", true);
    assertThat(deployment.map("spec", "template", "metadata", "labels"))
        .containsEntry("team", "ops")
        .containsAllEntriesOf(deployment.map("spec", "selector", "matchLabels"));
  }

  @Test
  void callsObjectsByTheReleaseAndTheChart() {
    assertThat(Chart.render("blue", "kinetd", ""))
        .filteredOn(m -> m.kind().equals("Deployment"))
        .extracting(Manifest::name)
        .containsExactly("blue-kinetd-operator");
    assertThat(environment(Chart.render("blue", "kinetd", "")))
        .containsEntry("KINETD_OPERATOR_LEASE_NAME", "blue-kinetd-operator");
  }

  private static List<String> ids(String values) {
    return Chart.render(values).stream().map(Manifest::id).toList();
  }

  private static List<String> testNamespaces(String values) {
    return Chart.renderTests(values).stream().map(Manifest::namespace).toList();
  }

  private static List<Manifest> definitions(String values) {
    return Chart.render(values).stream()
        .filter(m -> m.kind().equals("CustomResourceDefinition"))
        .toList();
  }

  private static boolean isKept(Manifest manifest) {
    return "keep".equals(manifest.annotations().get("helm.sh/resource-policy"));
  }

  private static Map<String, Object> container(List<Manifest> manifests) {
    return deployment(manifests).map("spec", "template", "spec", "containers", 0);
  }

  private static Map<Object, Object> environment(List<Manifest> manifests) {
    var environment = new HashMap<Object, Object>();
    deployment(manifests)
        .list("spec", "template", "spec", "containers", 0, "env")
        .forEach(variable -> environment.put(variable.get("name"), variable.get("value")));
    return environment;
  }

  private static Manifest deployment(List<Manifest> manifests) {
    return manifests.stream().filter(m -> m.kind().equals("Deployment")).findFirst().orElseThrow();
  }
}
