package dev.kinetd.operator;

import dev.kinetd.operator.resource.AccessRuleResource;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import dev.kinetd.operator.resource.InetdServiceResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Resources from the text that a user writes, as an API server would hand them out. */
public final class Resources {

  private Resources() {}

  /** A service called report; its spec as YAML in one line. */
  public static InetdServiceResource service(String spec) {
    return of(InetdServiceResource.class, "InetdService", "report", spec);
  }

  /** A runtime called default. */
  public static InetdRuntimeResource runtime(String spec) {
    return of(InetdRuntimeResource.class, "InetdRuntime", "default", spec);
  }

  /** A rule called office. */
  public static AccessRuleResource rule(String spec) {
    return of(AccessRuleResource.class, "AccessRule", "office", spec);
  }

  private static <R extends HasMetadata> R of(
      Class<R> type, String kind, String name, String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: kinetd.dev/v1alpha1
        kind: %s
        metadata:
          name: %s
          namespace: shop
          uid: uid-of-%s
          generation: 3
          creationTimestamp: "2026-01-01T00:00:00Z"
        spec: %s
        """
            .formatted(kind, name, name, spec),
        type);
  }
}
