package dev.kinetd.operator.access;

import dev.kinetd.operator.catalog.Catalog;
import dev.kinetd.operator.catalog.Changes;
import dev.kinetd.operator.resource.AccessRuleResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The pods and namespaces that rules speak of. Nothing is watched until a rule speaks of any, and
 * of a pod only what {@link ClientPod} needs is kept. Any thread.
 */
@ApplicationScoped
public class WatchedClients implements Surroundings {

  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
  private final ClientPodStore pods = new ClientPodStore();
  private final KubernetesClient client;
  private final Catalog catalog;
  private final Changes changes;
  private final WatchScope scope;
  private boolean podsWatched;
  private SharedIndexInformer<Namespace> namespaces;

  @Inject
  WatchedClients(KubernetesClient client, Catalog catalog, Changes changes, WatchScope scope) {
    this.client = client;
    this.catalog = catalog;
    this.changes = changes;
    this.scope = scope;
  }

  @Override
  public Collection<Pod> pods(String namespace) throws UnseenException {
    if (!scope.contains(namespace)) {
      throw new UnseenException(
          "the operator does not watch the namespace \""
              + namespace
              + "\", and cannot see its pods");
    }
    watchPods();
    return pods.of(namespace);
  }

  @Override
  public Collection<Namespace> namespaces() throws UnseenException {
    if (!scope.isWholeCluster()) {
      throw new UnseenException(
          "spec.from.namespaces needs an operator that watches the whole cluster, and this one"
              + " watches single namespaces; name pods of the rule's own namespace, or cidr");
    }
    return watchNamespaces().getStore().list();
  }

  /** Watches nothing any more. */
  @PreDestroy
  synchronized void stop() {
    informers.forEach(SharedIndexInformer::stop);
    informers.clear();
  }

  private synchronized void watchPods() {
    if (podsWatched) {
      return;
    }
    var handler =
        new Told<Pod>(
            (before, after) -> !ClientPod.of(before).equals(ClientPod.of(after)),
            RuleResolver::dependsOnPods);
    if (scope.isWholeCluster()) {
      informers.add(start(client.pods().inAnyNamespace().runnableInformer(0), handler));
    } else {
      for (String namespace : scope.namespaces()) {
        informers.add(start(client.pods().inNamespace(namespace).runnableInformer(0), handler));
      }
    }
    podsWatched = true;
  }

  private SharedIndexInformer<Pod> start(
      SharedIndexInformer<Pod> informer, ResourceEventHandler<Pod> handler) {
    informer.itemStore(pods.part()).addEventHandler(handler).run();
    return informer;
  }

  private synchronized SharedIndexInformer<Namespace> watchNamespaces() {
    if (namespaces == null) {
      namespaces =
          client
              .namespaces()
              .inform(
                  new Told<Namespace>(
                      (before, after) -> !Objects.equals(labels(before), labels(after)),
                      RuleResolver::dependsOnNamespaces));
      informers.add(namespaces);
    }
    return namespaces;
  }

  private static Map<String, String> labels(Namespace namespace) {
    return namespace.getMetadata().getLabels();
  }

  /** The configurations with rules that depend on what changed are looked at again. */
  private void changed(Predicate<AccessRuleResource> concerned) {
    catalog
        .rules()
        .filter(concerned)
        .map(rule -> rule.getMetadata().getNamespace())
        .distinct()
        .flatMap(catalog::runtimes)
        .map(Catalog::id)
        .forEach(changes::configuration);
    catalog.rules().filter(concerned).map(Catalog::id).forEach(catalog::touchRule);
  }

  /** Whether one version of an object differs from another in what rules see of it. */
  private interface Difference<T> {
    boolean between(T before, T after);
  }

  private final class Told<T extends HasMetadata> implements ResourceEventHandler<T> {

    private final Difference<T> difference;
    private final Predicate<AccessRuleResource> concerned;

    Told(Difference<T> difference, Predicate<AccessRuleResource> concerned) {
      this.difference = difference;
      this.concerned = concerned;
    }

    @Override
    public void onAdd(T object) {
      changed(concerned);
    }

    @Override
    public void onUpdate(T before, T after) {
      if (difference.between(before, after)) {
        changed(concerned);
      }
    }

    @Override
    public void onDelete(T object, boolean unknown) {
      changed(concerned);
    }
  }
}
