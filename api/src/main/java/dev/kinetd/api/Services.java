package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * Which services a rule is about: those with a name of the list, or those with certain labels, or,
 * when neither is written, all.
 *
 * @param names names of services
 * @param selector labels that a service must have
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.names) || !has(self.selector)",
    message = "give one of names and selector")
public record Services(
    @Size(min = 1, max = 256)
        List<@Size(min = 1, max = 63) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$") String> names,
    @ValidationRule(
            value = "has(self.matchLabels) && self.matchLabels.size() > 0",
            message = "the selector names no label: name one, or write services: {} for all")
        Selector selector) {

  /** Every service. */
  public static final Services ALL = new Services(null, null);

  public Services {
    names = names == null ? null : List.copyOf(names);
  }

  /** Whether the rule is about a service. */
  public boolean select(InetdService service) {
    return select(service.name(), service.metadata().labels());
  }

  /** Whether the rule is about a service with this name and these labels. */
  public boolean select(String name, Map<String, String> labels) {
    if (names != null) {
      return names.contains(name);
    }
    return selector == null || selector.matches(labels);
  }
}
