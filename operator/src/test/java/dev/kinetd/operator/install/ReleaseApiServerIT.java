package dev.kinetd.operator.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import dev.kinetd.operator.support.ApiServer;
import dev.kinetd.operator.support.Kubectl;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of a release on a real API server, without a node: no pod runs here. */
@TestMethodOrder(OrderAnnotation.class)
class ReleaseApiServerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SERVICE =
      """
      apiVersion: kinetd.dev/v1alpha1
      kind: InetdService
      metadata: {name: clock}
      spec: {port: 13, handler: {builtin: Daytime}}
      """;

  private static ApiServer server;
  private static Kubectl kubectl;

  @BeforeAll
  static void launch() {
    server = ApiServer.launch();
    kubectl = server.kubectl().in(Chart.NAMESPACE);
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  @Order(1)
  void isInstalledWithNoValues() {
    // given
    kubectl.output("create", "namespace", Chart.NAMESPACE);
    kubectl.output(
        "label", "namespace", Chart.NAMESPACE, "pod-security.kubernetes.io/enforce=restricted");

    // when
    Release release =
        Chart.helm()
            .install()
            .withName(Chart.RELEASE)
            .withNamespace(Chart.NAMESPACE)
            .withKubeConfig(server.kubeconfig())
            .call();

    // then
    assertThat(release.getStatus()).isEqualTo("deployed");
    assertThat(release.getOutput())
        .contains("kubectl -n kinetd-system rollout status deployment/kinetd-operator")
        .contains("helm test kinetd -n kinetd-system")
        .contains("helm uninstall leaves");
    assertThat(kubectl.output("get", "deployment,service,role,rolebinding", "-o", "name"))
        .contains("deployment.apps/kinetd-operator", "service/kinetd-operator");
    assertThat(kubectl.output("get", "inetds,acr,inetdrt")).isEmpty();
  }

  @Test
  @Order(2)
  void testsItselfByAServiceAndAConnection() {
    // when
    CompletableFuture<Release> test =
        CompletableFuture.supplyAsync(
            () ->
                Helm.test(Chart.RELEASE)
                    .withNamespace(Chart.NAMESPACE)
                    .withKubeConfig(server.kubeconfig())
                    .withTimeout(60)
                    .call());
    await("the connection of the test")
        .atMost(PATIENCE)
        .until(() -> kubectl.run("get", "job/kinetd-test").status() == 0);
    assertThat(kubectl.output("get", "inetds", "-o", "name"))
        .isEqualTo("inetdservice.kinetd.dev/kinetd-test\n");
    // Here nobody runs the job, so somebody has to say that it was done.
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    kubectl.output(
        "patch",
        "job/kinetd-test",
        "--subresource=status",
        "--type=merge",
        "-p",
        """
        {"status": {"succeeded": 1, "startTime": "%s", "completionTime": "%s", "conditions": [
          {"type": "SuccessCriteriaMet", "status": "True", "lastTransitionTime": "%s"},
          {"type": "Complete", "status": "True", "lastTransitionTime": "%s"}]}}
        """
            .formatted(now, now, now, now));

    // then
    assertThat(test).succeedsWithin(PATIENCE);
    assertThat(kubectl.output("get", "inetds,jobs", "-o", "name")).isEmpty();
  }

  @Test
  @Order(3)
  void isUpgradedWithResourcesInPlace() {
    // given
    kubectl.apply(SERVICE);

    // when
    Release release =
        Chart.helm()
            .upgrade()
            .withName(Chart.RELEASE)
            .withNamespace(Chart.NAMESPACE)
            .withKubeConfig(server.kubeconfig())
            .set("replicas", 2)
            .call();

    // then
    assertThat(release.getRevision()).isEqualTo("2");
    assertThat(kubectl.output("get", "poddisruptionbudget", "-o", "name"))
        .contains("kinetd-operator");
    assertThat(kubectl.output("get", "inetds", "-o", "name")).contains("clock");
  }

  @Test
  @Order(4)
  void leavesTheDefinitionsAndWhatUsersMadeAndSaysSo() {
    // when
    String said =
        Helm.uninstall(Chart.RELEASE)
            .withNamespace(Chart.NAMESPACE)
            .withKubeConfig(server.kubeconfig())
            .call();

    // then
    assertThat(said).contains("kept due to the resource policy").contains("inetdservices");
    assertThat(kubectl.output("get", "crd", "-o", "name")).contains("inetdservices.kinetd.dev");
    assertThat(kubectl.output("get", "inetds", "-o", "name")).contains("clock");
    assertThat(kubectl.output("get", "deployment,clusterrole", "-o", "name"))
        .doesNotContain("kinetd");
  }

  @Test
  @Order(5)
  void takesTheDefinitionsOverWhenItIsInstalledAgain() {
    // when
    Release release =
        Chart.helm()
            .install()
            .withName(Chart.RELEASE)
            .withNamespace(Chart.NAMESPACE)
            .withKubeConfig(server.kubeconfig())
            .call();

    // then
    assertThat(release.getStatus()).isEqualTo("deployed");
    assertThat(kubectl.output("get", "inetds", "-o", "name")).contains("clock");
  }
}
