package dev.kinetd.runtime.admin;

import dev.kinetd.api.RuntimeState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of the configuration, as it was read last. Immutable.
 *
 * @param mounted whether it comes from the operator; then it may declare no service at all
 * @param generation in force; 0 where none is, and outside Kubernetes
 * @param problem why a newer one was not loaded; empty where there is none
 * @param problemGeneration of that one, or 0
 * @param services every service that it declares, in order
 * @param rules every rule that it declares, in order
 * @param refused what was declared and is not served as it says: which, and why
 */
public record LoadedConfiguration(
    boolean mounted,
    long generation,
    String problem,
    long problemGeneration,
    List<Wanted> services,
    List<RuntimeState.Rule> rules,
    Map<String, String> refused) {

  /** Before anything was read. */
  public static final LoadedConfiguration NONE =
      new LoadedConfiguration(false, 0, "", 0, List.of(), List.of(), Map.of());

  public LoadedConfiguration {
    services = List.copyOf(services);
    rules = List.copyOf(rules);
    // In the order of the sources.
    refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
  }

  /** The same, while a newer one cannot be loaded. */
  public LoadedConfiguration withProblem(String text, long inGeneration) {
    return new LoadedConfiguration(
        mounted, generation, text, inGeneration, services, rules, refused);
  }

  /**
   * A service of the configuration.
   *
   * @param obstacle why it is not in force as declared, or null where it is; then its socket and
   *     its handler say how it is doing
   * @param message in words, beside the obstacle
   */
  public record Wanted(String name, RuntimeState.ServiceState obstacle, String message) {

    /** One that is in force as it was declared. */
    public static Wanted inForce(String name) {
      return new Wanted(name, null, "");
    }
  }
}
