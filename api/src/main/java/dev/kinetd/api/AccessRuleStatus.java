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
// An empty list is written too: the API server takes a status from which all is gone for null, and
// refuses it.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessRuleStatus(@Size(max = 100) List<AccessRuleParent> parents) {

  public AccessRuleStatus {
    parents = parents == null ? List.of() : List.copyOf(parents);
  }
}
