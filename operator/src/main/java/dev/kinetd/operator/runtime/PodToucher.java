package dev.kinetd.operator.runtime;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.net.HttpURLConnection;

/** Touches pods by annotations, which neither restart them nor are in their template. */
final class PodToucher {

  /** The configuration that the pod is to have. */
  static final String GENERATION = "kinetd.dev/config-generation";

  /** How many times the pod was touched for it: so that the same generation is a change too. */
  static final String TIMES = "kinetd.dev/config-touches";

  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;

  PodToucher(KubernetesClient client) {
    this.client = client;
  }

  /** Touches a pod; one that is gone needs nothing. */
  void touch(ResourceID runtime, PodTouches.Touch touch, long generation) {
    var patch =
        new PodBuilder()
            .withNewMetadata()
            .withName(touch.pod())
            .withNamespace(runtime.getNamespace().orElseThrow())
            .addToAnnotations(GENERATION, String.valueOf(generation))
            .addToAnnotations(TIMES, String.valueOf(touch.times()))
            .endMetadata()
            .build();
    try {
      client.resource(patch).patch(MERGE);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }
}
