package dev.kinetd.api;

import java.util.List;

/**
 * What became of a rule in Kubernetes.
 *
 * @param parents the services that it is about, one entry each
 */
public record AccessRuleStatus(List<AccessRuleParent> parents) {

  public AccessRuleStatus {
    parents = parents == null ? List.of() : List.copyOf(parents);
  }
}
