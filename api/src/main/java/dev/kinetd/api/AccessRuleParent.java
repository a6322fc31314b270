package dev.kinetd.api;

import java.util.List;

/**
 * What became of a rule for one of the services that it is about.
 *
 * @param serviceRef the InetdService
 * @param conditions Accepted, ResolvedRefs, Programmed, and warnings where there are any
 */
public record AccessRuleParent(NameRef serviceRef, List<Condition> conditions) {

  public AccessRuleParent {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
