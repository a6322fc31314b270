package dev.kinetd.operator.support;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Makes the pods of Deployments: as many as wanted, new ones before old ones when the template
 * changes. All on one thread of its own.
 */
final class DeploymentDouble implements AutoCloseable {

  private static final String TEMPLATE = "pod-template-hash";
  private static final long RETRY_MILLIS = 500;

  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, Deployment> deployments = new HashMap<>();
  private final Map<String, Pod> pods = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("deployments").factory());

  DeploymentDouble(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  void changed(Deployment deployment) {
    later(
        0,
        () -> {
          deployments.put(deployment.getMetadata().getName(), deployment);
          reconcile(deployment.getMetadata().getName());
        });
  }

  /** Its pods go with it, as the garbage collector would see to. */
  void gone(Deployment deployment) {
    later(
        0,
        () -> {
          deployments.remove(deployment.getMetadata().getName());
          pods.values().stream()
              .filter(pod -> !pod.isMarkedForDeletion() && isOf(pod, deployment))
              .forEach(pod -> client.resource(pod).delete());
        });
  }

  void podChanged(Pod pod) {
    later(
        0,
        () -> {
          pods.put(pod.getMetadata().getName(), pod);
          deployments.keySet().forEach(this::reconcile);
        });
  }

  void podGone(Pod pod) {
    later(
        0,
        () -> {
          pods.remove(pod.getMetadata().getName());
          deployments.keySet().forEach(this::reconcile);
        });
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void reconcile(String name) {
    Deployment deployment = deployments.get(name);
    String template = hash(deployment);
    List<Pod> mine =
        pods.values().stream()
            .filter(pod -> !pod.isMarkedForDeletion() && isOf(pod, deployment))
            .toList();
    List<Pod> current = mine.stream().filter(pod -> template.equals(template(pod))).toList();
    int wanted = deployment.getSpec().getReplicas();
    try {
      for (int i = current.size(); i < wanted; i++) {
        Pod made = client.resource(pod(deployment, template)).create();
        pods.put(made.getMetadata().getName(), made);
      }
      current.stream().skip(wanted).forEach(pod -> client.resource(pod).delete());
      if (current.stream().filter(DeploymentDouble::isReady).count() >= wanted) {
        mine.stream()
            .filter(pod -> !template.equals(template(pod)))
            .forEach(pod -> client.resource(pod).delete());
      }
      writeStatus(deployment, mine, current);
    } catch (KubernetesClientException e) {
      KubeletDouble.complain(name, e);
      later(RETRY_MILLIS, () -> reconcile(name));
    }
  }

  private Pod pod(Deployment deployment, String template) {
    String name = deployment.getMetadata().getName();
    return new PodBuilder()
        .withMetadata(deployment.getSpec().getTemplate().getMetadata())
        .editMetadata()
        .withName(name + "-" + UUID.randomUUID().toString().substring(0, 5))
        .withNamespace(namespace)
        .addToLabels(TEMPLATE, template)
        .addNewOwnerReference()
        .withApiVersion("apps/v1")
        .withKind("Deployment")
        .withName(name)
        .withUid(deployment.getMetadata().getUid())
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .withSpec(deployment.getSpec().getTemplate().getSpec())
        .editSpec()
        .withNodeName(KubeletDouble.NODE)
        .endSpec()
        .build();
  }

  private void writeStatus(Deployment deployment, List<Pod> mine, List<Pod> current) {
    int ready = (int) mine.stream().filter(DeploymentDouble::isReady).count();
    var status =
        new DeploymentStatusBuilder()
            .withObservedGeneration(deployment.getMetadata().getGeneration())
            .withReplicas(mine.size())
            .withUpdatedReplicas(current.size())
            .withReadyReplicas(ready)
            .withAvailableReplicas(ready)
            .build();
    var before = deployment.getStatus();
    if (before != null
        && status.getObservedGeneration().equals(before.getObservedGeneration())
        && number(before.getReplicas()) == mine.size()
        && number(before.getUpdatedReplicas()) == current.size()
        && number(before.getReadyReplicas()) == ready) {
      return;
    }
    client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(deployment.getMetadata().getName())
        .editStatus(
            now -> {
              now.setStatus(status);
              return now;
            });
  }

  private void later(long millis, Runnable action) {
    try {
      thread.schedule(
          () -> {
            try {
              action.run();
            } catch (RuntimeException e) {
              KubeletDouble.complain("deployments", e);
            }
          },
          millis,
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // It was closed.
    }
  }

  private static String hash(Deployment deployment) {
    return Integer.toHexString(Serialization.asJson(deployment.getSpec().getTemplate()).hashCode());
  }

  private static String template(Pod pod) {
    return pod.getMetadata().getLabels().get(TEMPLATE);
  }

  private static boolean isOf(Pod pod, Deployment deployment) {
    return pod.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getUid().equals(deployment.getMetadata().getUid()));
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }

  private static int number(Integer count) {
    return count == null ? 0 : count;
  }
}
