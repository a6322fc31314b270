package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * What became of a rule in Kubernetes.
 *
 * @param parents the services that it is about, one entry each, in the order of their names; at
 *     most 100
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AccessRuleStatus(@Size(max = 100) List<AccessRuleParent> parents) {

  public AccessRuleStatus {
    parents = parents == null ? List.of() : List.copyOf(parents);
  }
}
