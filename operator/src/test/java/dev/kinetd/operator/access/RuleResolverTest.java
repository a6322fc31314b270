package dev.kinetd.operator.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.resource.AccessRuleResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleResolverTest {

  private static final Map<String, String> WEB = Map.of("app", "web");

  private final TestCluster cluster =
      new TestCluster()
          .namespace("shop", Map.of("team", "sales"))
          .namespace("ops", Map.of("team", "ops"))
          .namespace("ops-2", Map.of("team", "ops"));

  @Test
  void putsAddressesInPlaceOfPodsOfTheRulesOwnNamespace() {
    cluster.pod("shop", "web-1", WEB, "10.0.0.9").pod("ops", "web-1", WEB, "10.0.0.8");

    assertThat(from("pods: {matchLabels: {app: web}}"))
        .containsExactly(Map.of("addresses", List.of("10.0.0.9")));
  }

  @Test
  void looksForPodsInTheNamespacesWithTheLabels() {
    cluster
        .pod("shop", "web-1", WEB, "10.0.0.1")
        .pod("ops", "web-1", WEB, "10.0.0.2")
        .pod("ops", "db-1", Map.of("app", "db"), "10.0.0.3")
        .pod("ops-2", "web-1", WEB, "10.0.0.4");

    assertThat(from("{pods: {matchLabels: {app: web}}, namespaces: {matchLabels: {team: ops}}}"))
        .containsExactly(Map.of("addresses", List.of("10.0.0.2", "10.0.0.4")));
  }

  @Test
  void meansAllPodsOfNamespacesThatStandAlone() {
    cluster.pod("ops", "web-1", WEB, "10.0.0.2").pod("ops-2", "plain", null, "10.0.0.3");

    assertThat(from("namespaces: {matchLabels: {team: ops}}"))
        .containsExactly(Map.of("addresses", List.of("10.0.0.2", "10.0.0.3")));
  }

  @Test
  void takesBothAddressesOfAPodInAnOrderThatStays() {
    cluster
        .pod("shop", "web-2", WEB, "2001:db8::2", "10.0.0.2")
        .pod("shop", "web-1", WEB, "10.0.0.1", "2001:db8::1");

    assertThat(from("pods: {matchLabels: {app: web}}"))
        .containsExactly(
            Map.of("addresses", List.of("10.0.0.1", "10.0.0.2", "2001:db8::1", "2001:db8::2")));
  }

  @Test
  void takesTheOneAddressOfAServerThatKnowsNoOther() {
    cluster.pod(
        TestCluster.newPod("shop", "web-1", WEB)
            .withNewStatus()
            .withPodIP("10.0.0.1")
            .endStatus()
            .build());

    assertThat(from("pods: {matchLabels: {app: web}}"))
        .containsExactly(Map.of("addresses", List.of("10.0.0.1")));
  }

  @Test
  void isAboutNobodyWhereNoPodHasAnAddress() {
    cluster.pod("shop", "web-1", WEB);

    assertThat(from("pods: {matchLabels: {app: web}}"))
        .containsExactly(Map.of("addresses", List.of()));
  }

  @Test
  void leavesOutPodsOfTheHostNetworkAndSaysSo() {
    for (int i = 1; i <= 5; i++) {
      cluster.pod(
          TestCluster.newPod("shop", "agent-" + i, WEB)
              .editSpec()
              .withHostNetwork(true)
              .endSpec()
              .withNewStatus()
              .withPodIPs(TestCluster.ips("192.0.2." + i))
              .endStatus()
              .build());
    }

    ResolvedRule resolved = resolve(rule("pods: {matchLabels: {app: web}}"));

    assertThat(resolved.spec().get("from")).isEqualTo(List.of(Map.of("addresses", List.of())));
    assertThat(resolved.note())
        .contains("shop/agent-1, shop/agent-2, shop/agent-3 and 2 more;")
        .contains("name the nodes' networks as cidr");
  }

  @Test
  void leavesOutPodsThatHaveEnded() {
    for (String phase : List.of("Succeeded", "Failed")) {
      cluster.pod(
          TestCluster.newPod("shop", phase, WEB)
              .withNewStatus()
              .withPhase(phase)
              .withPodIPs(TestCluster.ips("10.0.0.1"))
              .endStatus()
              .build());
    }

    ResolvedRule resolved = resolve(rule("pods: {matchLabels: {app: web}}"));

    assertThat(resolved.spec().get("from")).isEqualTo(List.of(Map.of("addresses", List.of())));
    assertThat(resolved.finished()).containsExactly("shop/Failed", "shop/Succeeded");
    assertThat(resolved.note()).isEmpty();
  }

  @Test
  void leavesEverythingElseAsItWasWritten() {
    AccessRuleResource rule =
        Serialization.unmarshal(
            """
            apiVersion: kinetd.dev/v1alpha1
            kind: AccessRule
            metadata: {name: office, namespace: shop}
            spec:
              services: {selector: {matchLabels: {b: "2", a: "1"}}}
              action: Deny
              audit: Enabled
              from: [{cidr: 10.0.0.0/8}, {host: .example.com}]
              except: [{cidr: 10.1.0.0/16}]
              schedule: [{days: [Mon, Tue], from: "08:00", to: "18:00", timeZone: UTC}]
            """,
            AccessRuleResource.class);

    assertThat(Serialization.asYaml(resolve(rule).spec()))
        .isEqualTo(
            """
            ---
            services:
              selector:
                matchLabels:
                  a: "1"
                  b: "2"
            audit: "Enabled"
            action: "Deny"
            from:
            - cidr: "10.0.0.0/8"
            - host: ".example.com"
            except:
            - cidr: "10.1.0.0/16"
            schedule:
            - days:
              - "Mon"
              - "Tue"
              from: "08:00"
              to: "18:00"
              timeZone: "UTC"
            """);
  }

  @Test
  void keepsServicesThatMeanAllAndLinesOfHostsFiles() {
    AccessRuleResource rule =
        Serialization.unmarshal(
            """
            apiVersion: kinetd.dev/v1alpha1
            kind: AccessRule
            metadata: {name: office, namespace: shop}
            spec:
              services: {}
              hostsAccess: {deny: "ALL: ALL"}
            """,
            AccessRuleResource.class);

    assertThat(resolve(rule).spec())
        .containsEntry("services", Map.of())
        .containsEntry("hostsAccess", Map.of("deny", "ALL: ALL"));
  }

  @Test
  void refusesWhereItCannotSee() {
    cluster.blind("the operator watches only the namespace shop");

    ResolvedRule resolved = resolve(rule("namespaces: {matchLabels: {team: ops}}"));

    assertThat(resolved.unresolved()).isEqualTo("the operator watches only the namespace shop");
    assertThat(resolved.spec())
        .containsOnlyKeys("services", "audit", "unresolved")
        .containsEntry("unresolved", "the operator watches only the namespace shop");
  }

  @Test
  void meansAllPodsOfItsNamespaceByASelectorWithoutLabels() {
    cluster.pod("shop", "web-1", WEB, "10.0.0.1").pod("ops", "web-1", WEB, "10.0.0.2");

    assertThat(from("pods: {}")).containsExactly(Map.of("addresses", List.of("10.0.0.1")));
  }

  @Test
  void refusesWhatIsNotUnderstood() {
    ResolvedRule resolved = resolve(rule("cidr: 10.0.0.1/8"));

    assertThat(resolved.unresolved())
        .isEqualTo(
            "spec.from[0].cidr \"10.0.0.1/8\" has bits set behind its length; write 10.0.0.0/8 for"
                + " the network, 10.0.0.1/32 for one address");
    assertThat(resolved.spec()).containsOnlyKeys("services", "audit", "unresolved");
  }

  @Test
  void knowsWhatARuleDependsOn() {
    assertThat(RuleResolver.dependsOnPods(rule("cidr: 10.0.0.0/8"))).isFalse();
    assertThat(RuleResolver.dependsOnPods(rule("pods: {matchLabels: {app: web}}"))).isTrue();
    assertThat(RuleResolver.dependsOnNamespaces(rule("pods: {matchLabels: {app: web}}"))).isFalse();
    assertThat(RuleResolver.dependsOnNamespaces(rule("namespaces: {matchLabels: {a: b}}")))
        .isTrue();
  }

  @SuppressWarnings("unchecked")
  private List<Object> from(String peer) {
    return (List<Object>) resolve(rule(peer)).spec().get("from");
  }

  private ResolvedRule resolve(AccessRuleResource rule) {
    return new RuleResolver(cluster).resolve(rule);
  }

  private static AccessRuleResource rule(String peer) {
    return Serialization.unmarshal(
        """
        apiVersion: kinetd.dev/v1alpha1
        kind: AccessRule
        metadata: {name: office, namespace: shop}
        spec:
          services: {names: [report]}
          action: Allow
          from:
          - %s
        """
            .formatted(peer),
        AccessRuleResource.class);
  }
}
