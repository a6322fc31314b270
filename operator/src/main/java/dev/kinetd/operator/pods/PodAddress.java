package dev.kinetd.operator.pods;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a pod's state is read: at the pod's own address, at the port that the pod itself names
 * {@code admin}.
 *
 * @param uid of the pod; another pod of the same name is another address
 * @param base scheme, host and port
 */
record PodAddress(String uid, URI base) {

  private static final String PORT_NAME = "admin";

  /** Empty while the pod has no address, and when it has ended. */
  static Optional<PodAddress> of(Pod pod) {
    var status = pod.getStatus();
    if (status == null || status.getPodIP() == null || !"Running".equals(status.getPhase())) {
      return Optional.empty();
    }
    String ip = status.getPodIP();
    String host = ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip;
    return pod.getSpec().getContainers().stream()
        .map(Container::getPorts)
        .flatMap(List::stream)
        .filter(port -> PORT_NAME.equals(port.getName()))
        .map(ContainerPort::getContainerPort)
        .findFirst()
        .map(port -> URI.create("http://" + host + ":" + port))
        .map(base -> new PodAddress(pod.getMetadata().getUid(), base));
  }
}
