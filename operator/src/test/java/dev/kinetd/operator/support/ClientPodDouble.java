package dev.kinetd.operator.support;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/**
 * A pod that does nothing but connect to services: an object in the API server, with the address of
 * a network namespace that clients can be started in. Closing it deletes the pod.
 */
public final class ClientPodDouble implements AutoCloseable {

  private final KubernetesClient client;
  private final PodNetwork.Sandbox sandbox;
  private final Pod pod;

  ClientPodDouble(
      KubernetesClient client,
      PodNetwork.Sandbox sandbox,
      String namespace,
      String name,
      Map<String, String> labels) {
    this.client = client;
    this.sandbox = sandbox;
    pod = client.resource(pod(namespace, name, labels)).create();
    client
        .resource(pod)
        .editStatus(
            current ->
                new PodBuilder(current)
                    .withStatus(
                        new PodStatusBuilder()
                            .withPhase("Running")
                            .withPodIP(sandbox.address())
                            .addNewPodIP(sandbox.address())
                            .build())
                    .build());
  }

  /** A client like this one that comes from the pod. */
  public TcpPeer from(TcpPeer peer) {
    return peer.in(sandbox);
  }

  /** Gives the pod these labels, and no others. */
  public void label(Map<String, String> labels) {
    client
        .pods()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .edit(
            current ->
                new PodBuilder(current).editMetadata().withLabels(labels).endMetadata().build());
  }

  @Override
  public void close() {
    client.resource(pod).withGracePeriod(0).delete();
    sandbox.close();
  }

  private static Pod pod(String namespace, String name, Map<String, String> labels) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .withNodeName("another")
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .addNewContainer()
        .withName("client")
        .withImage("any.local/client:1")
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .endContainer()
        .endSpec()
        .build();
  }
}
