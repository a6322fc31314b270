package dev.kinetd.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;

/**
 * What a runtime's pods have beside, or in place of, what the operator gives them. The fields are
 * those of a pod's spec, of its metadata, and of its one container.
 *
 * @param labels labels of the pods, beside those that the operator sets
 * @param annotations annotations of the pods
 * @param volumes volumes of the pods, for the data of handlers
 * @param volumeMounts folders in which handlers find the volumes
 * @param resources what the container asks for and may use, for the runtime and all its handlers
 *     together
 * @param nodeSelector labels that a node must have
 * @param affinity which nodes, and which other pods, the pods go to or keep away from
 * @param tolerations taints of nodes that the pods put up with
 * @param topologySpreadConstraints how the pods are spread, in place of the operator's own way,
 *     over nodes
 * @param hostUsers false gives the pods users of their own (a user namespace)
 * @param imagePullSecrets Secrets for pulling the images
 * @param serviceAccountName the ServiceAccount of the pods, whose token they are not given
 * @param priorityClassName the PriorityClass of the pods
 * @param runtimeClassName the RuntimeClass of the pods
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RuntimeTemplate(
    @Size(max = 64) Map<String, @Size(max = 63) String> labels,
    @Size(max = 64) Map<String, @Size(max = 16384) String> annotations,
    @Size(max = 64) List<Volume> volumes,
    @Size(max = 64) List<VolumeMount> volumeMounts,
    ResourceRequirements resources,
    @Size(max = 64) Map<String, @Size(max = 63) String> nodeSelector,
    Affinity affinity,
    @Size(max = 64) List<Toleration> tolerations,
    @Size(max = 16) List<TopologySpreadConstraint> topologySpreadConstraints,
    Boolean hostUsers,
    @Size(max = 16) List<LocalObjectReference> imagePullSecrets,
    @Size(min = 1, max = 253) String serviceAccountName,
    @Size(min = 1, max = 253) String priorityClassName,
    @Size(min = 1, max = 253) String runtimeClassName) {

  static final RuntimeTemplate NONE =
      new RuntimeTemplate(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  public RuntimeTemplate {
    labels = labels == null ? Map.of() : Map.copyOf(labels);
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    volumes = volumes == null ? List.of() : List.copyOf(volumes);
    volumeMounts = volumeMounts == null ? List.of() : List.copyOf(volumeMounts);
    nodeSelector = nodeSelector == null ? Map.of() : Map.copyOf(nodeSelector);
    tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
    topologySpreadConstraints =
        topologySpreadConstraints == null ? List.of() : List.copyOf(topologySpreadConstraints);
    imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
  }
}
