package dev.kinetd.operator.access;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Map;

/**
 * What matters of a pod as a client. Two versions of a pod that are equal here mean the same to
 * every rule, so that a change from one to the other is none.
 *
 * @param standing whether its addresses are its own
 * @param labels by which rules choose it
 * @param addresses that it has, of one or two IP versions; empty until it gets them
 */
public record ClientPod(
    String namespace,
    String name,
    Standing standing,
    Map<String, String> labels,
    List<String> addresses) {

  /** Whether a connection from a pod's address is one from the pod. */
  public enum Standing {
    /** It is. */
    CLIENT,
    /** The address is the node's, and that of every other such pod there. */
    ON_HOST_NETWORK,
    /** The pod has ended, and its address is or will be another one's. */
    FINISHED
  }

  public ClientPod {
    labels = Map.copyOf(labels);
    addresses = List.copyOf(addresses);
  }

  /** Reads a pod. */
  public static ClientPod of(Pod pod) {
    var metadata = pod.getMetadata();
    return new ClientPod(
        metadata.getNamespace(),
        metadata.getName(),
        standing(pod),
        metadata.getLabels() == null ? Map.of() : metadata.getLabels(),
        addresses(pod.getStatus()));
  }

  private static Standing standing(Pod pod) {
    if (pod.getSpec() != null && Boolean.TRUE.equals(pod.getSpec().getHostNetwork())) {
      return Standing.ON_HOST_NETWORK;
    }
    String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
    return "Succeeded".equals(phase) || "Failed".equals(phase)
        ? Standing.FINISHED
        : Standing.CLIENT;
  }

  private static List<String> addresses(PodStatus status) {
    if (status == null) {
      return List.of();
    }
    if (status.getPodIPs() != null && !status.getPodIPs().isEmpty()) {
      return status.getPodIPs().stream().map(PodIP::getIp).filter(ip -> ip != null).toList();
    }
    return status.getPodIP() == null ? List.of() : List.of(status.getPodIP());
  }
}
