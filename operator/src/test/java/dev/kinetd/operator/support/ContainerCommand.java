package dev.kinetd.operator.support;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a node would run for a pod's container: the image's program with the container's arguments,
 * in the pod's network, as its user, with its capabilities and no others. Files it sees are this
 * machine's; paths in volumes are translated.
 */
final class ContainerCommand {

  private ContainerCommand() {}

  static List<String> of(Pod pod, PodNetwork.Sandbox sandbox, PodVolumes volumes, Path jar) {
    Container container = pod.getSpec().getContainers().getFirst();
    var words = new ArrayList<>(sandbox.words());
    words.add("setpriv");
    words.addAll(user(pod));
    words.addAll(capabilities(container));
    var security = Optional.ofNullable(container.getSecurityContext());
    if (security.map(s -> Boolean.FALSE.equals(s.getAllowPrivilegeEscalation())).orElse(false)) {
      words.add("--no-new-privs");
    }
    words.addAll(List.of("--pdeathsig", "KILL", "--"));
    words.addAll(
        RuntimeProgram.command(jar, container.getArgs().stream().map(volumes::translate).toList()));
    return words;
  }

  private static List<String> user(Pod pod) {
    var security = pod.getSpec().getSecurityContext();
    if (security == null || security.getRunAsUser() == null) {
      return List.of();
    }
    long group = security.getRunAsGroup() == null ? 0 : security.getRunAsGroup();
    return List.of(
        "--reuid", security.getRunAsUser().toString(), "--regid", "" + group, "--clear-groups");
  }

  private static List<String> capabilities(Container container) {
    var security = container.getSecurityContext();
    if (security == null || security.getCapabilities() == null) {
      return List.of();
    }
    var set = new StringBuilder();
    for (String dropped : security.getCapabilities().getDrop()) {
      set.append(",-").append(dropped.toLowerCase());
    }
    for (String added : security.getCapabilities().getAdd()) {
      set.append(",+").append(added.toLowerCase());
    }
    return set.isEmpty()
        ? List.of()
        : List.of("--inh-caps", "-all", "--bounding-set", set.substring(1));
  }
}
