package dev.kinetd.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.support.ApiServer;
import dev.kinetd.operator.support.Kubectl;
import dev.kinetd.operator.support.Stage;
import java.util.List;
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

  @Test
  void areThoseThatTheOperatorUses() {
    try (ApiServer server = ApiServer.launch();
        Stage stage = Stage.ofWholeCluster(server)) {
      // given: everything that is to be installed, but nobody who would run the operator's pod
      server
          .kubectl()
          .in(Chart.NAMESPACE)
          .output(
              "apply",
              "--server-side",
              "-k",
              Kustomize.DEPLOY.resolve("install/cluster").toString());
      stage.withNode().withOperator();

      // when
      live(stage);

      // then
      Set<Right> needed = Rights.neededFor(stage.api().calls());
      needed.addAll(UNSEEN);
      assertThat(Rights.ofOperator(Kustomize.build("install/cluster")))
          .containsExactlyElementsOf(needed);
      stage.assertNoTroubleBut();
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
  private static void live(Stage stage) {
    Kubectl user = stage.kubectl();
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
    stage.awaitReady("first");
    Stage.eventually(
        "the rule in force",
        () -> user.output("get", "accessrule", "friends", "-o", "jsonpath={.status}"),
        status -> status.contains("True"));

    // Something is wrong, which an event says.
    user.apply(
        """
        apiVersion: kinetd.dev/v1alpha1
        kind: InetdService
        metadata: {name: second}
        spec:
          port: 4001
          handler: {command: [/bin/true]}
          launch: {environmentFrom: [{secretRef: {name: missing}}]}
        """);
    Stage.eventually(
        "an event of the missing Secret",
        () -> user.output("get", "events", "-o", "jsonpath={.items[*].reason}"),
        reasons -> reasons.contains("SecretNotFound"));

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
        "patch",
        "inetdservice",
        "first",
        "--type=merge",
        "-p",
        "{\"spec\": {\"port\": null, \"mode\": \"TcpMux\", \"tcpMux\": {\"name\": \"first\"}}}");
    awaitGone(user, "service/first");

    user.output("delete", "inetdservice", "first", "second");
    awaitGone(user, "inetdruntime/default");
  }

  private static void awaitGone(Kubectl user, String object) {
    Stage.eventually(
        "the end of " + object, () -> user.run("get", object).status(), status -> status != 0);
  }
}
