package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * What became of a rule for one of the services that it is about.
 *
 * @param serviceRef the InetdService
 * @param conditions Accepted, ResolvedRefs, Programmed, and warnings where there are any
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AccessRuleParent(
    @Required NameRef serviceRef, @Size(max = 16) List<Condition> conditions) {

  public AccessRuleParent {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
