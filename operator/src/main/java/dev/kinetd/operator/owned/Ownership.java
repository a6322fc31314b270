package dev.kinetd.operator.owned;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.Map;

/** How it is told, and written, that an object belongs to a resource. */
public final class Ownership {

  private Ownership() {}

  /** Metadata of an object that goes when its owner goes. */
  public static ObjectMeta metadata(HasMetadata owner, String name, Map<String, String> labels) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(owner.getMetadata().getNamespace())
        .withLabels(labels)
        .withOwnerReferences(reference(owner))
        .build();
  }

  private static OwnerReference reference(HasMetadata owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion(owner.getApiVersion())
        .withKind(owner.getKind())
        .withName(owner.getMetadata().getName())
        .withUid(owner.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }

  /**
   * Whether the operator made an object for this owner: it refers to the owner, or, where somebody
   * took that away, its fields are still under the operator's name.
   */
  public static boolean isOf(HasMetadata object, HasMetadata owner) {
    var references = object.getMetadata().getOwnerReferences();
    if (references.stream().anyMatch(r -> r.getUid().equals(owner.getMetadata().getUid()))) {
      return true;
    }
    return references.stream().noneMatch(r -> Boolean.TRUE.equals(r.getController()))
        && object.getMetadata().getManagedFields().stream()
            .anyMatch(
                f ->
                    RuntimeNames.OPERATOR.equals(f.getManager())
                        && "Apply".equals(f.getOperation()));
  }
}
