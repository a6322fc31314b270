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
 * @param labels of the pods, beside those that the operator sets
 * @param annotations of the pods
 * @param volumes of the pods, for the data of handlers
 * @param volumeMounts where the container finds them
 * @param resources that the container asks for and may use, for the runtime and all its handlers
 * @param nodeSelector labels that a node must have
 * @param affinity to nodes and to other pods
 * @param tolerations of taints of nodes
 * @param topologySpreadConstraints in place of the operator's own, which spread over nodes
 * @param hostUsers false gives the pods users of their own (a user namespace)
 * @param imagePullSecrets for the images
 * @param serviceAccountName of the pods; they get no token all the same
 * @param priorityClassName of the pods
 * @param runtimeClassName of the pods
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
