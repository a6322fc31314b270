package dev.kinetd.api;

import java.util.List;

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
    if (names != null) {
      return names.contains(service.name());
    }
    return selector == null || selector.matches(service.metadata().labels());
  }
}
