package dev.kinetd.operator.resource;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.Metadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/** The resources as the rest of kinetd knows them: free of Kubernetes' client. */
public final class Documents {

  private Documents() {}

  /** A service. */
  public static InetdService of(InetdServiceResource service) {
    return new InetdService(metadata(service.getMetadata()), service.getSpec());
  }

  /** A rule. */
  public static AccessRule of(AccessRuleResource rule) {
    return new AccessRule(metadata(rule.getMetadata()), rule.getSpec());
  }

  private static Metadata metadata(ObjectMeta metadata) {
    return new Metadata(
        metadata.getName(),
        metadata.getNamespace(),
        metadata.getLabels(),
        metadata.getAnnotations(),
        metadata.getGeneration());
  }
}
