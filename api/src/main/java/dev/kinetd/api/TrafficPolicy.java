package dev.kinetd.api;

/** Which pods a node hands clients from outside the cluster to. */
public enum TrafficPolicy {
  /** All pods, so that the client's address is hidden behind that of a node. */
  Cluster,
  /** Those of the same node, so that the client's address is kept. */
  Local
}
