package dev.kinetd.api;

/** How a Kubernetes Service is reached. */
public enum ServiceType {
  /** At an address inside the cluster. */
  ClusterIP,
  /** Also at a port of every node. */
  NodePort,
  /** Also at an address that the cluster's load balancer gives. */
  LoadBalancer
}
