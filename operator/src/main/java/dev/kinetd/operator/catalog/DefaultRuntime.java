package dev.kinetd.operator.catalog;

import dev.kinetd.operator.owned.RuntimeNames;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import dev.kinetd.operator.resource.InetdRuntimeSpec;
import dev.kinetd.operator.resource.InetdServiceResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.HttpURLConnection;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The InetdRuntime named {@code default}: made when a service needs it and nobody wrote one, and
 * removed when no service needs it and nobody has edited it.
 */
@ApplicationScoped
public class DefaultRuntime {

  private static final Logger LOG = Logger.getLogger(DefaultRuntime.class);

  private static final String NAME = "default";
  private static final String MADE_BY = "kinetd.dev/made-by";
  private static final String OPERATOR = "operator";

  private final KubernetesClient client;
  private final Catalog catalog;

  @Inject
  DefaultRuntime(KubernetesClient client, Catalog catalog) {
    this.client = client;
    this.catalog = catalog;
  }

  /** Whether a runtime comes by itself when a service names it. */
  public static boolean isMadeOnDemand(ResourceID runtime) {
    return NAME.equals(runtime.getName());
  }

  /** Makes it where this service needs it. Its arrival has the service reconciled again. */
  public void makeFor(InetdServiceResource service) {
    var runtime = Catalog.runtimeOf(service);
    if (!isMadeOnDemand(runtime) || catalog.runtime(runtime).isPresent()) {
      return;
    }
    try {
      client.resource(desired(service.getMetadata().getNamespace())).create();
      LOG.infof(
          "made the InetdRuntime %s for the service %s",
          Catalog.words(runtime), Catalog.words(Catalog.id(service)));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  /** Whether a runtime is one that the operator made and nobody has edited. */
  public static boolean isOwn(InetdRuntimeResource runtime) {
    var metadata = runtime.getMetadata();
    return NAME.equals(metadata.getName())
        && metadata.getAnnotations() != null
        && OPERATOR.equals(metadata.getAnnotations().get(MADE_BY))
        && metadata.getGeneration() == 1;
  }

  /** Removes it, unless somebody has changed it meanwhile. */
  public void remove(InetdRuntimeResource runtime) {
    try {
      client
          .resource(runtime)
          .lockResourceVersion(runtime.getMetadata().getResourceVersion())
          .delete();
      LOG.infof(
          "removed the InetdRuntime %s, which no service needs",
          Catalog.words(Catalog.id(runtime)));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  private static InetdRuntimeResource desired(String namespace) {
    var runtime = new InetdRuntimeResource();
    runtime.setMetadata(
        new ObjectMetaBuilder()
            .withName(NAME)
            .withNamespace(namespace)
            .withLabels(Map.of(RuntimeNames.MANAGED_BY_LABEL, RuntimeNames.OPERATOR))
            .withAnnotations(Map.of(MADE_BY, OPERATOR))
            .build());
    runtime.setSpec(new InetdRuntimeSpec(null, null, null, null, null, null));
    return runtime;
  }
}
