package dev.kinetd.operator.owned;

import java.util.Map;

/**
 * The names and labels of what the operator makes for one InetdRuntime, in its namespace.
 *
 * @param runtime name of the InetdRuntime
 */
public record RuntimeNames(String runtime) {

  /** The label that says what an object is. */
  public static final String NAME_LABEL = "app.kubernetes.io/name";

  /** The label that says for which runtime or service it is. */
  public static final String INSTANCE_LABEL = "app.kubernetes.io/instance";

  /** The label that says who made it. */
  public static final String MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";

  /** The operator's name, in labels and as the manager of fields. */
  public static final String OPERATOR = "kinetd-operator";

  /** The value of {@link #NAME_LABEL} of what belongs to a runtime. */
  public static final String RUNTIME = "kinetd-runtime";

  private static final String PREFIX = "kinetd-";

  /** Of ConfigMap, Deployment and PodDisruptionBudget. */
  public String main() {
    return PREFIX + runtime;
  }

  /** Of the Service in front of the admin port. */
  public String admin() {
    return main() + "-admin";
  }

  /** Of one of the Secrets that gather environments, from 0. */
  public String environment(int shard) {
    return main() + "-environment-" + shard;
  }

  /** Labels of everything of the runtime. */
  public Map<String, String> labels() {
    return Map.of(NAME_LABEL, RUNTIME, INSTANCE_LABEL, runtime, MANAGED_BY_LABEL, OPERATOR);
  }

  /** Labels by which the runtime's pods are told from all others. */
  public Map<String, String> podLabels() {
    return Map.of(NAME_LABEL, RUNTIME, INSTANCE_LABEL, runtime);
  }

  /** The labels of the pods as text, as autoscalers want them. */
  public String podSelector() {
    return NAME_LABEL + "=" + RUNTIME + "," + INSTANCE_LABEL + "=" + runtime;
  }

  /** The label selector of everything that belongs to runtimes. */
  public static String selector() {
    return NAME_LABEL + "=" + RUNTIME + "," + MANAGED_BY_LABEL + "=" + OPERATOR;
  }
}
