package dev.kinetd.api;

/**
 * Names the runtime that serves a service in Kubernetes.
 *
 * @param name of an InetdRuntime in the service's namespace
 */
public record RuntimeRef(String name) {

  static final RuntimeRef DEFAULT = new RuntimeRef("default");
}
