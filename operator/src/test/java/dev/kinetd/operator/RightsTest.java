package dev.kinetd.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The operator's rights are those that its calls need, and no others. That they are enough is shown
 * by the scenarios, whose operator has no others.
 */
class RightsTest {

  private static final Path RBAC = Path.of("../deploy/rbac");

  /** What the code calls: group/resource, and the verbs. */
  private static final List<String> CALLS =
      List.of(
          // Informers of the SDK.
          "kinetd.dev/inetdservices list watch",
          "kinetd.dev/accessrules list watch",
          "kinetd.dev/inetdruntimes list watch",
          // StatusWriter.
          "kinetd.dev/inetdservices/status patch",
          "kinetd.dev/accessrules/status patch",
          "kinetd.dev/inetdruntimes/status patch",
          // DefaultRuntime.
          "kinetd.dev/inetdruntimes create delete",
          // Ownership: owner references that block the owner's deletion.
          "kinetd.dev/inetdservices/finalizers update",
          "kinetd.dev/inetdruntimes/finalizers update",
          // Owned: watched, applied (which creates), and read when something is in the way.
          "/services create get list patch watch",
          "/configmaps create get list patch watch",
          "/secrets create get list patch watch",
          "apps/deployments create get list patch watch",
          "policy/poddisruptionbudgets create get list patch watch",
          // InetdServiceReconciler, for services behind TCPMUX.
          "/services delete",
          // RuntimeObjects, PodToucher and WatchedClients.
          "/pods list patch watch",
          // EventRecorder.
          "/events create",
          // Leadership.
          "coordination.k8s.io/leases create get patch update");

  /** WatchedClients, where the operator watches the whole cluster. */
  private static final List<String> CALLS_IN_CLUSTER = List.of("/namespaces list watch");

  @Test
  void areThoseOfItsCallsInOneNamespace() throws IOException {
    assertThat(granted("namespaced")).isEqualTo(rights(CALLS));
  }

  @Test
  void areThoseOfItsCallsInTheWholeCluster() throws IOException {
    assertThat(granted("cluster")).isEqualTo(rights(concat(CALLS, CALLS_IN_CLUSTER)));
  }

  @Test
  void reachBeyondANamespaceOnlyWhereTheWholeClusterIsWatched() throws IOException {
    assertThat(objects("namespaced")).noneMatch(o -> o.getKind().startsWith("Cluster"));
  }

  private static Set<String> granted(String folder) throws IOException {
    var granted = new TreeSet<String>();
    for (HasMetadata object : objects(folder)) {
      List<PolicyRule> rules =
          object instanceof Role role
              ? role.getRules()
              : object instanceof ClusterRole role ? role.getRules() : List.of();
      for (PolicyRule rule : rules) {
        for (String group : rule.getApiGroups()) {
          for (String resource : rule.getResources()) {
            rule.getVerbs().forEach(verb -> granted.add(group + "/" + resource + " " + verb));
          }
        }
      }
    }
    return granted;
  }

  private static Set<String> rights(List<String> calls) {
    return calls.stream()
        .flatMap(
            call -> {
              String[] words = call.split(" ");
              return Stream.of(words).skip(1).map(verb -> words[0] + " " + verb);
            })
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<HasMetadata> objects(String folder) throws IOException {
    var objects = new ArrayList<HasMetadata>();
    for (String file : List.of("role.yaml", "lease.yaml")) {
      for (String document :
          Files.readString(RBAC.resolve(folder).resolve(file)).split("(?m)^---\n")) {
        objects.add((HasMetadata) Serialization.unmarshal(document, KubernetesResource.class));
      }
    }
    return objects;
  }

  private static List<String> concat(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
