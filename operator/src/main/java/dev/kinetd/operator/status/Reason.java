package dev.kinetd.operator.status;

import dev.kinetd.api.ConditionStatus;

/**
 * Why a condition has the status that it has. The words are part of the API: programs wait for
 * them, and docs/reference.md has every one with what it means and what the user can do.
 */
public enum Reason {
  ACCEPTED(
      ConditionType.Accepted,
      ConditionStatus.True,
      "Accepted",
      "it can be carried out",
      "nothing to do"),
  PORT_CONFLICT(
      ConditionType.Accepted,
      ConditionStatus.False,
      "PortConflict",
      "the node port is another Service's, or no target port is left in the runtime",
      "choose another nodePort or leave it out, or move services to a second InetdRuntime"),
  INVALID_HANDLER(
      ConditionType.Accepted,
      ConditionStatus.False,
      "InvalidHandler",
      "the handler cannot be started as it is written",
      "change spec.handler as the message says"),
  UNSUPPORTED_VALUE(
      ConditionType.Accepted,
      ConditionStatus.False,
      "UnsupportedValue",
      "a field has a value that cannot be carried out here",
      "change the field that the message names"),
  RUNTIME_NOT_FOUND(
      ConditionType.Accepted,
      ConditionStatus.False,
      "RuntimeNotFound",
      "the namespace has no InetdRuntime of the name in spec.runtimeRef",
      "create it, or leave runtimeRef out for the one named default"),
  SERVICE_CONFLICT(
      ConditionType.Accepted,
      ConditionStatus.False,
      "ServiceConflict",
      "an object that the operator did not make has the name that it needs",
      "rename or delete that object, or rename the resource"),
  INVALID_RULE(
      ConditionType.Accepted,
      ConditionStatus.False,
      "InvalidRule",
      "the rule cannot be understood, and refuses every client of the services it selects",
      "change the field that the message names"),
  ACCEPTED_PENDING(
      ConditionType.Accepted,
      ConditionStatus.Unknown,
      "Pending",
      "it was not looked at yet",
      "wait a moment"),

  RESOLVED_REFS(
      ConditionType.ResolvedRefs,
      ConditionStatus.True,
      "ResolvedRefs",
      "everything that it refers to is there",
      "nothing to do"),
  SECRET_NOT_FOUND(
      ConditionType.ResolvedRefs,
      ConditionStatus.False,
      "SecretNotFound",
      "a Secret of spec.launch.environmentFrom is missing",
      "create it in the same namespace, or correct its name"),
  CONFIG_MAP_NOT_FOUND(
      ConditionType.ResolvedRefs,
      ConditionStatus.False,
      "ConfigMapNotFound",
      "a ConfigMap of spec.launch.environmentFrom is missing",
      "create it in the same namespace, or correct its name"),
  REFS_PENDING(
      ConditionType.ResolvedRefs,
      ConditionStatus.Unknown,
      "Pending",
      "what it refers to was not looked up yet",
      "wait a moment"),
  PEERS_UNRESOLVED(
      ConditionType.ResolvedRefs,
      ConditionStatus.False,
      "PeersUnresolved",
      "pods or namespaces of the rule could not be looked up, and it refuses",
      "see the message; the operator may lack the right to list them"),

  PROGRAMMED(
      ConditionType.Programmed,
      ConditionStatus.True,
      "Programmed",
      "every ready pod of the runtime has loaded this generation",
      "nothing to do"),
  INVALID(
      ConditionType.Programmed,
      ConditionStatus.False,
      "Invalid",
      "the runtime refuses it; the version before stays in force",
      "change what the message names"),
  RUNTIME_UNAVAILABLE(
      ConditionType.Programmed,
      ConditionStatus.False,
      "RuntimeUnavailable",
      "no pod of the runtime became ready within a minute",
      "look at the pods of the Deployment kinetd-RUNTIME"),
  CONFIG_TOO_LARGE(
      ConditionType.Programmed,
      ConditionStatus.False,
      "ConfigTooLarge",
      "the runtime's configuration has no room for it",
      "shorten scripts, or move services to a second InetdRuntime"),
  PROGRAMMED_PENDING(
      ConditionType.Programmed,
      ConditionStatus.Unknown,
      "Pending",
      "the runtime has not reported this generation yet",
      "wait a moment; Accepted and ResolvedRefs say what it may wait for"),

  LISTENING(
      ConditionType.Ready,
      ConditionStatus.True,
      "Listening",
      "a pod of the runtime listens",
      "nothing to do"),
  NO_READY_RUNTIME(
      ConditionType.Ready,
      ConditionStatus.False,
      "NoReadyRuntime",
      "no ready pod of the runtime listens for it",
      "look at the other conditions, then at the pods of the Deployment kinetd-RUNTIME"),
  HANDLER_FAILING(
      ConditionType.Ready,
      ConditionStatus.False,
      "HandlerFailing",
      "the handler could not be started for the last client",
      "see the message and the log of the runtime's pods"),
  SUSPENDED(
      ConditionType.Ready,
      ConditionStatus.False,
      "Suspended",
      "spec.suspend is Enabled",
      "set it to Disabled to serve again"),
  READY_PENDING(
      ConditionType.Ready,
      ConditionStatus.Unknown,
      "Pending",
      "no pod of the runtime has said anything of it yet",
      "wait a moment"),

  CLIENT_ADDRESS_HIDDEN(
      ConditionType.ClientAddressHidden,
      ConditionStatus.True,
      "ExternalTrafficPolicyCluster",
      "with the external traffic policy Cluster, rules may see a node's address in place of the"
          + " client's",
      "set spec.service.externalTrafficPolicy to Local, or leave it out"),
  LIMITS_PER_POD(
      ConditionType.LimitsPerPod,
      ConditionStatus.True,
      "SeveralReplicas",
      "each pod counts limits for itself, so that all together may serve more",
      "divide the limits by the replicas, or run one replica"),
  LOAD_BALANCER_PORT_SHARED(
      ConditionType.LoadBalancerPortShared,
      ConditionStatus.True,
      "SamePort",
      "another service of type LoadBalancer has the same port, which works only where each gets an"
          + " address of its own",
      "give them different ports, or different load balancer classes or addresses"),
  MEMORY_EXHAUSTED(
      ConditionType.MemoryExhausted,
      ConditionStatus.True,
      "OOMKilled",
      "the kernel ended a pod because its programs and the runtime used up its memory limit",
      "raise the memory limit to what the message computes, or lower spec.limits.instances");

  private final ConditionType type;
  private final ConditionStatus status;
  private final String word;
  private final String meaning;
  private final String remedy;

  Reason(ConditionType type, ConditionStatus status, String word, String meaning, String remedy) {
    this.type = type;
    this.status = status;
    this.word = word;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** The condition that it is a reason of. */
  public ConditionType type() {
    return type;
  }

  /** The status that the condition has for it. */
  public ConditionStatus status() {
    return status;
  }

  /** The reason as it stands in a status. */
  public String word() {
    return word;
  }

  /** What it means, in words for people. */
  public String meaning() {
    return meaning;
  }

  /** What the user can do. */
  public String remedy() {
    return remedy;
  }

  /** Whether all is as the user wants it. */
  public boolean isGood() {
    return status == ConditionStatus.True && !type.isWarning();
  }
}
