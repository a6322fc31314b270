package dev.kinetd.operator.service;

import dev.kinetd.operator.pods.PodView;
import java.util.List;

/**
 * A service's runtime as far as the service's conditions depend on it.
 *
 * @param name of the InetdRuntime
 * @param exists whether there is one
 * @param replicas how many pods it is to have
 * @param switchesUsers whether its handlers may run as other users
 * @param unavailable whether it has had no ready pod for long
 * @param followed whether its pods have been looked for since the operator started
 * @param pods that it has
 */
record RuntimeView(
    String name,
    boolean exists,
    int replicas,
    boolean switchesUsers,
    boolean unavailable,
    boolean followed,
    List<PodView> pods) {

  /** The pods that Kubernetes sends clients to. */
  List<PodView> readyPods() {
    return pods.stream().filter(PodView::ready).toList();
  }

  /** Whether it is known how things are: every ready pod has said so. */
  boolean isHeard() {
    return followed && readyPods().stream().allMatch(pod -> pod.state() != null);
  }
}
