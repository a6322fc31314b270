package dev.kinetd.api;

/** Which pods a node hands clients from outside the cluster to. */
public enum TrafficPolicy {
  /** Those of every node; the client's address is hidden behind the node's. */
  Cluster,
  /** Its own alone; the client's address is kept. */
  Local
}
