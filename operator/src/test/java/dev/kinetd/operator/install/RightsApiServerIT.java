package dev.kinetd.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.support.ApiServer;
import dev.kinetd.operator.support.FaultyApi;
import dev.kinetd.operator.support.Kubectl;
import dev.kinetd.operator.support.KubeletDouble;
import dev.kinetd.operator.support.OperatorProcess;
import dev.kinetd.operator.support.ResourceDefinitions;
import dev.kinetd.operator.support.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The operator may do what it does, and nothing else: seen from its requests to a real API server,
 * as the ServiceAccount of deploy/install/cluster, while a namespace lives through everything that
 * has the operator do something.
 */
class RightsApiServerIT {

  /** What is granted though no request needs it by itself. */
  private static final Set<Right> UNSEEN =
      Set.of(
          // The SDK looks for it before it asks for the lease, which it then patches.
          new Right("coordination.k8s.io", "leases", "update"),
          // Asked for by OwnerReferencesPermissionEnforcement, which is off unless switched on.
          new Right("kinetd.dev", "inetdservices/finalizers", "update"),
          new Right("kinetd.dev", "inetdruntimes/finalizers", "update"));

  private static final Path DEPLOY = Path.of("../deploy");
  private static final String HOME = "kinetd-system";

  @Test
  void areThoseThatTheOperatorUses() throws Exception {
    try (ApiServer server = ApiServer.launch()) {
      // given
      server
          .kubectl()
          .in(HOME)
          .output("apply", "--server-side", "-k", DEPLOY.resolve("install/cluster").toString());
      ResourceDefinitions.install(server);
      String namespace = server.newNamespace();
      try (var api = new FaultyApi(server.kubeconfigOf(HOME, "kinetd-operator"));
          var kubelet = new KubeletDouble(server.client(), namespace);
          var operator =
              OperatorProcess.start(
                  api.kubeconfig(),
                  "JOSDK_ALL_NAMESPACES",
                  Map.of("KINETD_OPERATOR_LEASE_NAMESPACE", HOME))) {
        operator.awaitReady();

        // when
        live(server.kubectl().in(namespace));

        // then
        Set<Right> needed = Rights.neededFor(api.calls());
        needed.addAll(UNSEEN);
        assertThat(Rights.ofOperator(Kustomize.build("install/cluster")))
            .containsExactlyElementsOf(needed);
        operator.assertNoTroubleBut();
        assertThat(kubelet.addresses()).hasSize(1);
      }
    }
  }

  @Test
  void areInANamespaceTheSameButForTheCluster() {
    // given
    var cluster = new TreeSet<>(Rights.ofOperator(Kustomize.build("install/cluster")));

    // when
    Set<Right> namespaced = Rights.ofOperator(Kustomize.build("install/namespaced"));

    // then
    cluster.removeAll(
        Set.of(new Right("", "namespaces", "list"), new Right("", "namespaces", "watch")));
    assertThat(namespaced).containsExactlyElementsOf(cluster);
    assertThat(Rights.ofOperator(Chart.render("watchNamespaces: [red]")))
        .containsExactlyElementsOf(cluster);
  }

  /** From the first service of a namespace to the last. */
  private static void live(Kubectl user) {
    user.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: settings}
        stringData: {COLOUR: red}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {SHAPE: round}
        ---
        apiVersion: kinetd.dev/v1alpha1
        kind: InetdService
        metadata: {name: first}
        spec:
          port: 4000
          handler: {command: [/bin/sh, -c, 'echo "$COLOUR $SHAPE"']}
          launch:
            environmentFrom:
              - secretRef: {name: settings}
              - configMapRef: {name: settings}
        ---
        apiVersion: kinetd.dev/v1alpha1
        kind: AccessRule
        metadata: {name: friends}
        spec:
          services: {names: [first]}
          action: Allow
          from:
            - pods: {matchLabels: {app: web}}
              namespaces: {matchLabels: {team: ops}}
        """);
    awaitReady(user, "first");
    Stage.eventually(
        "the rule in force",
        () -> user.output("get", "accessrule", "friends", "-o", "jsonpath={.status}"),
        status -> status.contains("True"));

    // Somebody takes the labels away by which the operator knows its objects.
    for (String object :
        List.of(
            "configmap/kinetd-default",
            "secret/kinetd-default-environment-0",
            "deployment/kinetd-default",
            "poddisruptionbudget/kinetd-default",
            "service/kinetd-default-admin",
            "service/first")) {
      user.output("label", object, "app.kubernetes.io/managed-by-");
      Stage.eventually(
          "the labels of " + object,
          () -> user.output("get", object, "-o", "jsonpath={.metadata.labels}"),
          labels -> labels.contains("kinetd-operator"));
    }

    // It is to be reached in another way than by a Service.
    user.output(
        "patch", "inetdservice", "first", "--type=merge", "-p", "{\"spec\":{\"mode\":\"TcpMux\"}}");
    awaitGone(user, "service/first");

    user.output("delete", "inetdservice", "first");
    awaitGone(user, "inetdruntime/default");
  }

  private static void awaitReady(Kubectl user, String service) {
    Stage.eventually(
        service + " ready",
        () ->
            user.output(
                "get",
                "inetdservice",
                service,
                "-o",
                "jsonpath={.status.conditions[?(@.type==\"Ready\")].status}"),
        "True"::equals);
  }

  private static void awaitGone(Kubectl user, String object) {
    Stage.eventually(
        "the end of " + object, () -> user.run("get", object).status(), status -> status != 0);
  }
}
