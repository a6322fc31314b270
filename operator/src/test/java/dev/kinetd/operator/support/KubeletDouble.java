package dev.kinetd.operator.support;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Plays, in one namespace, who turns a Deployment into programs that run: the deployment controller
 * and a node with its kubelet. Pods get a network and an address of their own; ConfigMaps and
 * Secrets are mounted as the kubelet mounts them, and refreshed when it would do so: soon after the
 * pod itself has changed, and otherwise once a minute. The container is the real {@code kinetd
 * run}. Probes, restarts and the way a pod ends are the kubelet's too.
 *
 * <p>It speaks to the API server by a client of its own. May be used by several threads; closing it
 * ends every process.
 */
public final class KubeletDouble implements AutoCloseable {

  /** The node's name. */
  static final String NODE = "double";

  private static final Queue<String> COMPLAINTS = new ConcurrentLinkedQueue<>();

  private final KubernetesClient client;
  private final String namespace;
  private final Path home;
  private final Path jar;
  private final PodNetwork network = PodNetwork.create();
  private final Map<String, PodDouble> pods = new ConcurrentHashMap<>();
  private final DeploymentDouble deployments;
  private final List<SharedIndexInformer<?>> informers;

  /** Begins to watch. */
  public KubeletDouble(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
    try {
      home = Files.createTempDirectory("kinetd-kubelet-");
      MountedVolume.allow(home, "rwxr-xr-x");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    jar = RuntimeProgram.copyInto(home);
    deployments = new DeploymentDouble(client, namespace);
    informers =
        List.of(
            client
                .apps()
                .deployments()
                .inNamespace(namespace)
                .inform(whenever(deployments::changed)),
            client.pods().inNamespace(namespace).inform(whenever(this::changed)));
  }

  /** The addresses of the pods that run. */
  public List<String> addresses() {
    return pods.values().stream().map(PodDouble::address).filter(a -> a != null).toList();
  }

  /** The pods that run, by name. */
  public Map<String, PodDouble> pods() {
    return Map.copyOf(pods);
  }

  /** A pod that clients are to come from. */
  public ClientPodDouble newClient(String inNamespace, String name, Map<String, String> labels) {
    return new ClientPodDouble(client, network.newSandbox(), inNamespace, name, labels);
  }

  /** {@code kinetd run} beside the pods, with these files and options. */
  public StandaloneRuntime standalone(List<Path> files, String... options) {
    return StandaloneRuntime.serving(jar, home, network.newSandbox(), files, List.of(options));
  }

  /** What {@code kinetd convert} makes of these files, which must lose nothing. */
  public String convert(Path... files) {
    try {
      return StandaloneRuntime.convert(jar, home, List.of(files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What went wrong in doubles since the last call; for tests to show. */
  public static List<String> complaints() {
    List<String> all = List.copyOf(COMPLAINTS);
    COMPLAINTS.clear();
    return all;
  }

  static void complain(String who, Throwable trouble) {
    COMPLAINTS.add(who + ": " + trouble);
    System.getLogger(KubeletDouble.class.getName())
        .log(System.Logger.Level.WARNING, "trouble with " + who, trouble);
  }

  private void changed(Pod pod) {
    deployments.podChanged(pod);
    String name = pod.getMetadata().getName();
    if (!NODE.equals(pod.getSpec().getNodeName())) {
      return;
    }
    pods.computeIfAbsent(name, n -> new PodDouble(client, network, pod, home, jar)).changed(pod);
  }

  private void gone(Pod pod) {
    deployments.podGone(pod);
    PodDouble ended = pods.remove(pod.getMetadata().getName());
    if (ended != null) {
      ended.destroy();
    }
  }

  private <T> ResourceEventHandler<T> whenever(Consumer<T> changed) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T resource) {
        changed.accept(resource);
      }

      @Override
      public void onUpdate(T old, T resource) {
        changed.accept(resource);
      }

      @Override
      public void onDelete(T resource, boolean unknown) {
        if (resource instanceof Pod pod) {
          gone(pod);
        } else if (resource instanceof Deployment deployment) {
          deployments.gone(deployment);
        }
      }
    };
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::stop);
    deployments.close();
    pods.values().forEach(PodDouble::destroy);
    network.close();
    try {
      MountedVolume.delete(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "kubelet of " + namespace;
  }
}
