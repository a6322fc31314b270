package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * What became of a runtime.
 *
 * @param replicas pods that are there
 * @param selector labels of the pods, as text, for autoscalers
 * @param observedGeneration the metadata.generation that the operator saw last
 * @param configGeneration the newest configuration that was written for the pods
 * @param conditions Accepted, Programmed, Ready, and warnings where there are any
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InetdRuntimeStatus(
    @Min(0) Integer replicas,
    @Size(max = 1024) String selector,
    @Min(0) Long observedGeneration,
    @Min(0) Long configGeneration,
    @Size(max = 16) List<Condition> conditions) {

  public InetdRuntimeStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
