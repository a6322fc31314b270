package dev.kinetd.operator.access;

import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The namespaces that the operator watches: all, or those of its setting. Any thread. */
@ApplicationScoped
public class WatchScope {

  private volatile Set<String> namespaces = Set.of();

  /** Takes them from a controller's configuration. */
  void take(ControllerConfiguration<?> controller) {
    Set<String> effective = controller.getEffectiveNamespaces();
    namespaces = InformerConfiguration.allNamespacesWatched(effective) ? Set.of() : effective;
  }

  /** Whether every namespace is watched. */
  boolean isWholeCluster() {
    return namespaces.isEmpty();
  }

  /** The namespaces that are watched where not every one is. */
  Set<String> namespaces() {
    return namespaces;
  }

  /** Whether a namespace is watched. */
  boolean contains(String namespace) {
    return isWholeCluster() || namespaces.contains(namespace);
  }
}
