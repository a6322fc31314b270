package dev.kinetd.operator.access;

import dev.kinetd.api.Services;
import dev.kinetd.operator.resource.AccessRuleResource;
import dev.kinetd.operator.resource.InetdServiceResource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The services that a rule speaks of, by name and in the order of their names.
 *
 * @param found services of the rule's namespace
 * @param missing names in the rule that no service has
 */
public record RuleServices(List<String> found, List<String> missing) {

  /**
   * Those of a rule. One whose services are not understood is about all of them, which it refuses.
   *
   * @param services of the rule's namespace
   */
  public static RuleServices of(
      AccessRuleResource rule, Collection<InetdServiceResource> services) {
    List<String> found =
        services.stream()
            .filter(service -> isAbout(rule, service))
            .map(service -> service.getMetadata().getName())
            .sorted()
            .toList();
    return new RuleServices(found, missing(rule, found));
  }

  /** Whether a rule is about a service of its namespace. */
  public static boolean isAbout(AccessRuleResource rule, InetdServiceResource service) {
    var metadata = service.getMetadata();
    Map<String, String> labels = metadata.getLabels() == null ? Map.of() : metadata.getLabels();
    return services(rule).select(metadata.getName(), labels);
  }

  private static List<String> missing(AccessRuleResource rule, List<String> found) {
    List<String> names = services(rule).names();
    return names == null
        ? List.of()
        : names.stream().distinct().filter(name -> !found.contains(name)).sorted().toList();
  }

  private static Services services(AccessRuleResource rule) {
    return rule.getSpec() == null || rule.getSpec().services() == null
        ? Services.ALL
        : rule.getSpec().services();
  }
}
