package dev.kinetd.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.operator.support.ApiServer;
import dev.kinetd.operator.support.Kubectl;
import dev.kinetd.operator.support.KubeletDouble;
import dev.kinetd.operator.support.OperatorProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator against a real API server, with real runtimes as its pods. */
class OperatorApiServerIT {

  private static final String HELLO =
      """
      apiVersion: kinetd.dev/v1alpha1
      kind: InetdService
      metadata: {name: hello}
      spec:
        port: 7777
        handler:
          script: |
            #!/bin/sh
            echo hello
      """;

  private final ApiServer server = ApiServer.shared();
  private final String namespace =
      server.newNamespace(Map.of("pod-security.kubernetes.io/enforce", "restricted"));
  private final Kubectl kubectl = server.kubectl().in(namespace);
  private KubeletDouble kubelet;
  private OperatorProcess operator;

  @BeforeEach
  void start() {
    kubectl.output("apply", "--server-side", "-k", "../deploy/crd");
    kubelet = new KubeletDouble(server.client(), namespace);
    operator = OperatorProcess.start(server.kubeconfig(), namespace, Map.of()).awaitReady();
  }

  @AfterEach
  void stop() {
    operator.close();
    kubelet.close();
    assertThat(KubeletDouble.complaints()).isEmpty();
  }

  @Test
  void makesAServiceAnswerThatWasOnlyApplied() {
    // when
    kubectl.apply(HELLO);

    // then
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(condition("hello", "Ready")).isEqualTo("True Listening"));
    assertThat(condition("hello", "Programmed")).isEqualTo("True Programmed");
    assertThat(kubectl.output("get", "service", "hello", "-o", "jsonpath={.spec.ports[0].port}"))
        .isEqualTo("7777");
    operator.assertNoTroubleBut();
  }

  private String condition(String service, String type) {
    return kubectl.output(
        "get",
        "inetdservice",
        service,
        "-o",
        "jsonpath={range .status.conditions[?(@.type=='%s')]}{.status} {.reason}{end}"
            .formatted(type));
  }
}
