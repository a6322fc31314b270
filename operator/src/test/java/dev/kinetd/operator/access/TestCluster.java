package dev.kinetd.operator.access;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pods and namespaces in memory, in whatever order they were added. */
final class TestCluster implements Surroundings {

  private final List<Pod> pods = new ArrayList<>();
  private final List<Namespace> namespaces = new ArrayList<>();
  private String blind;

  TestCluster namespace(String name, Map<String, String> labels) {
    namespaces.add(
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(name)
            .withLabels(labels)
            .endMetadata()
            .build());
    return this;
  }

  TestCluster pod(String namespace, String name, Map<String, String> labels, String... addresses) {
    pods.add(
        newPod(namespace, name, labels)
            .editOrNewStatus()
            .withPodIPs(ips(addresses))
            .endStatus()
            .build());
    return this;
  }

  TestCluster pod(Pod pod) {
    pods.add(pod);
    return this;
  }

  /** From now on the operator cannot see namespaces. */
  TestCluster blind(String reason) {
    blind = reason;
    return this;
  }

  static PodBuilder newPod(String namespace, String name, Map<String, String> labels) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .endSpec();
  }

  static List<PodIP> ips(String... addresses) {
    return Stream.of(addresses).map(PodIP::new).toList();
  }

  @Override
  public Collection<Pod> pods(String namespace) {
    return pods.stream().filter(p -> p.getMetadata().getNamespace().equals(namespace)).toList();
  }

  @Override
  public Collection<Namespace> namespaces() throws UnseenException {
    if (blind != null) {
      throw new UnseenException(blind);
    }
    return namespaces;
  }
}
