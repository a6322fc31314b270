package dev.kinetd.api;

import java.util.Map;

/**
 * What identifies a resource.
 *
 * @param name a DNS label (RFC 1123): at most 63 of {@code a-z}, {@code 0-9} and {@code -}
 * @param namespace the Kubernetes namespace, or null outside a cluster
 * @param labels never null
 * @param annotations never null
 * @param generation which version of the resource this is, by the count of the API server; 0
 *     outside a cluster
 */
public record Metadata(
    String name,
    String namespace,
    Map<String, String> labels,
    Map<String, String> annotations,
    long generation) {

  public Metadata {
    labels = labels == null ? Map.of() : Map.copyOf(labels);
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
  }

  /** Metadata of a resource that no API server counts the versions of. */
  public Metadata(
      String name, String namespace, Map<String, String> labels, Map<String, String> annotations) {
    this(name, namespace, labels, annotations, 0);
  }

  /** Metadata that consists of a name alone. */
  public static Metadata named(String name) {
    return new Metadata(name, null, null, null);
  }
}
