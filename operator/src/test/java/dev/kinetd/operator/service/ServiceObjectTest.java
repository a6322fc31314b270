package dev.kinetd.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.Resources;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import org.junit.jupiter.api.Test;

class ServiceObjectTest {

  @Test
  void leadsFromTheUsersPortToTheAllottedOne() {
    Service service = desired("{port: 23, protocol: UDP, handler: {builtin: Echo}}");

    assertThat(service.getMetadata().getName()).isEqualTo("report");
    assertThat(service.getSpec().getPorts())
        .singleElement()
        .returns(23, ServicePort::getPort)
        .returns("UDP", ServicePort::getProtocol)
        .returns(new IntOrString(20_007), ServicePort::getTargetPort);
    assertThat(service.getSpec().getSelector())
        .containsEntry("app.kubernetes.io/name", "kinetd-runtime")
        .containsEntry("app.kubernetes.io/instance", "default");
  }

  @Test
  void goesWithItsInetdService() {
    assertThat(desired("{port: 23, handler: {builtin: Echo}}").getMetadata().getOwnerReferences())
        .singleElement()
        .returns("uid-of-report", OwnerReference::getUid)
        .returns(true, OwnerReference::getController)
        .returns(true, OwnerReference::getBlockOwnerDeletion);
  }

  @Test
  void keepsTheClientsAddressUnlessTheUserWantsOtherwise() {
    assertThat(policy("{type: ClusterIP}")).isNull();
    assertThat(policy("{type: NodePort}")).isEqualTo("Local");
    assertThat(policy("{type: LoadBalancer}")).isEqualTo("Local");
    assertThat(policy("{type: LoadBalancer, externalTrafficPolicy: Cluster}")).isEqualTo("Cluster");
  }

  @Test
  void carriesTheUsersLabelsAndAnnotationsButNotInPlaceOfItsOwn() {
    Service service =
        desired(
            """
            {port: 23, handler: {builtin: Echo}, service: {
              labels: {team: ops, app.kubernetes.io/managed-by: me}, annotations: {note: hi}}}
            """);

    assertThat(service.getMetadata().getLabels())
        .containsEntry("team", "ops")
        .containsEntry("app.kubernetes.io/managed-by", "kinetd-operator");
    assertThat(service.getMetadata().getAnnotations()).containsEntry("note", "hi");
  }

  private static String policy(String service) {
    return desired("{port: 23, handler: {builtin: Echo}, service: " + service + "}")
        .getSpec()
        .getExternalTrafficPolicy();
  }

  private static Service desired(String spec) {
    return ServiceObject.desired(Resources.service(spec), 20_007);
  }
}
