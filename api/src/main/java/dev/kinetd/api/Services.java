package dev.kinetd.api;

import java.util.List;
import java.util.Map;

/**
 * Which services a rule is about: those with a name of the list, or those with certain labels, or,
 * when neither is written, all.
 *
 * @param names of services, or null
 * @param selector of services by label, or null
 */
public record Services(List<String> names, Selector selector) {

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
