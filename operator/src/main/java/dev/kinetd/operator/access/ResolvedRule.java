package dev.kinetd.operator.access;

import java.util.List;
import java.util.Map;

/**
 * A rule as a runtime's configuration has it.
 *
 * @param spec of its document, made of maps, lists and strings, in a fixed order
 * @param unresolved why it is not understood and refuses every client of its services; null when it
 *     is
 * @param onHostNetwork pods that the rule chooses and that it does not mean, as {@code
 *     namespace/name}: on the network of their node they have no address of their own
 * @param finished pods that the rule chooses and that it does not mean, because they have ended
 */
public record ResolvedRule(
    Map<String, Object> spec,
    String unresolved,
    List<String> onHostNetwork,
    List<String> finished) {

  /** How many pods a note names before it counts the others. */
  private static final int NAMED = 3;

  /** Whether the rule does what it says. */
  public boolean understood() {
    return unresolved == null;
  }

  /**
   * What the user should know of a rule that is understood; empty when there is nothing. Pods that
   * have ended are not spoken of: they make no connection, and come and go.
   */
  public String note() {
    if (onHostNetwork.isEmpty()) {
      return "";
    }
    int more = onHostNetwork.size() - NAMED;
    return "pods on the network of their node have no address of their own and are left out: "
        + String.join(", ", onHostNetwork.stream().limit(NAMED).toList())
        + (more > 0 ? " and " + more + " more" : "")
        + "; name the nodes' networks as cidr if they are meant";
  }
}
