package dev.kinetd.operator.support;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The volumes of one pod, as folders, read from the API server at each mount. One thread. */
final class PodVolumes {

  private final KubernetesClient client;
  private final Pod pod;
  private final Path home;
  private final Map<String, MountedVolume> mounted = new HashMap<>();

  PodVolumes(KubernetesClient client, Pod pod, Path home) {
    this.client = client;
    this.pod = pod;
    this.home = home;
  }

  /** Writes what is new into all of them; false where something is missing that must be there. */
  boolean mount() {
    try {
      Files.createDirectories(home);
      MountedVolume.allow(home, "rwxr-xr-x");
      for (Volume volume : pod.getSpec().getVolumes()) {
        if (!mount(volume)) {
          return false;
        }
      }
      return true;
    } catch (KubernetesClientException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text with the folder in place of a path that the container has it mounted at. */
  String translate(String text) {
    for (var mount : pod.getSpec().getContainers().getFirst().getVolumeMounts()) {
      if (text.equals(mount.getMountPath()) || text.startsWith(mount.getMountPath() + "/")) {
        return home.resolve(mount.getName()) + text.substring(mount.getMountPath().length());
      }
    }
    return text;
  }

  private boolean mount(Volume volume) throws IOException {
    var files = new TreeMap<String, byte[]>();
    if (volume.getConfigMap() != null) {
      if (!addConfigMap(volume.getConfigMap().getName(), files)
          && !Boolean.TRUE.equals(volume.getConfigMap().getOptional())) {
        return false;
      }
    } else if (volume.getProjected() != null) {
      for (VolumeProjection source : volume.getProjected().getSources()) {
        var secret = source.getSecret();
        if (!addSecret(secret.getName(), files) && !Boolean.TRUE.equals(secret.getOptional())) {
          return false;
        }
      }
    } else {
      Path empty = Files.createDirectories(home.resolve(volume.getName()));
      MountedVolume.allow(empty, "rwxrwxrwx");
      return true;
    }
    if (!mounted.containsKey(volume.getName())) {
      mounted.put(volume.getName(), new MountedVolume(home.resolve(volume.getName())));
    }
    mounted.get(volume.getName()).write(files);
    return true;
  }

  private boolean addConfigMap(String name, Map<String, byte[]> files) {
    ConfigMap found =
        client.configMaps().inNamespace(pod.getMetadata().getNamespace()).withName(name).get();
    if (found == null) {
      return false;
    }
    found.getData().forEach((k, v) -> files.put(k, v.getBytes(StandardCharsets.UTF_8)));
    found.getBinaryData().forEach((k, v) -> files.put(k, Base64.getDecoder().decode(v)));
    return true;
  }

  private boolean addSecret(String name, Map<String, byte[]> files) {
    Secret found =
        client.secrets().inNamespace(pod.getMetadata().getNamespace()).withName(name).get();
    if (found == null) {
      return false;
    }
    found.getData().forEach((k, v) -> files.put(k, Base64.getDecoder().decode(v)));
    return true;
  }
}
