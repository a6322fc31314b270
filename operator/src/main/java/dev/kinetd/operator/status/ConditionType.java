package dev.kinetd.operator.status;

/** The conditions that the operator writes, by the names that they have in a status. */
public enum ConditionType {
  /** The resource is one that can be carried out. */
  Accepted,
  /** What the resource refers to is there. */
  ResolvedRefs,
  /** The runtime has loaded this generation. */
  Programmed,
  /** Clients can be served. */
  Ready,
  /** A warning: access rules see the address of a node in place of the client's. */
  ClientAddressHidden,
  /** A warning: each of several pods counts limits on its own. */
  LimitsPerPod,
  /** A warning: another service wants the same port of a load balancer. */
  LoadBalancerPortShared,
  /** A warning: a pod was ended for want of memory. */
  MemoryExhausted;

  /** Whether the condition is there only while it holds. */
  public boolean isWarning() {
    return ordinal() >= ClientAddressHidden.ordinal();
  }
}
