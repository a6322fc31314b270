package dev.kinetd.api;

import java.util.List;

/**
 * What a runtime says of itself at {@link ConfigFormat#STATE_PATH}, as one JSON object with these
 * fields. Holds no address of a client and no text of a rule.
 *
 * @param tag opaque; another one as soon as anything that follows is another
 * @param generation of the configuration in force; 0 while there is none
 * @param problem why a newer file was not loaded, in words; empty when there is none
 * @param problemGeneration of the file with the problem; 0 when it could not be read
 * @param draining whether the runtime is about to end
 * @param services in the order of the configuration
 * @param rules in the order of the configuration
 */
public record RuntimeState(
    String tag,
    long generation,
    String problem,
    long problemGeneration,
    boolean draining,
    List<Service> services,
    List<Rule> rules) {

  public RuntimeState {
    services = List.copyOf(services);
    rules = List.copyOf(rules);
  }

  /**
   * One service of the configuration.
   *
   * @param generation of the version in force; 0 when there is none
   * @param message what is wrong, in words; empty when nothing is
   */
  public record Service(String name, long generation, ServiceState state, String message) {}

  /** How a service is doing. */
  public enum ServiceState {
    /** Clients can reach it. */
    Listening,
    /** It was told not to listen. */
    Suspended,
    /** It listens, and the last start of its handler failed. */
    Failing,
    /** Its socket cannot be opened. */
    NotListening,
    /** This runtime does not accept its document; the version before stays in force. */
    Refused,
    /** It waits for its environment; the version before stays in force. */
    Pending
  }

  /**
   * One access rule of the configuration.
   *
   * @param generation of the version in force
   * @param message why it refuses; empty where it does not
   */
  public record Rule(String name, long generation, RuleState state, String message) {}

  /** What a rule does. */
  public enum RuleState {
    /** It decides as it says. */
    Enforced,
    /** It is not understood, and refuses every client of the services that it is about. */
    Refusing
  }
}
