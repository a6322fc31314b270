package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * Names the runtime that serves a service in Kubernetes.
 *
 * @param name the name of an InetdRuntime in the namespace of the service
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RuntimeRef(@Required @Size(min = 1, max = 50) String name) {

  static final RuntimeRef DEFAULT = new RuntimeRef("default");
}
