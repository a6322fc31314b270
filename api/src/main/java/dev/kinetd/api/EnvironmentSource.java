package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * An object whose keys become environment variables of a handler. Exactly one of {@code secretRef}
 * and {@code configMapRef}.
 *
 * @param secretRef a Secret in the namespace of the service
 * @param configMapRef a ConfigMap in the namespace of the service
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.secretRef) != has(self.configMapRef)",
    message = "give exactly one of secretRef and configMapRef")
public record EnvironmentSource(NameRef secretRef, NameRef configMapRef) {

  public static EnvironmentSource ofSecret(String name) {
    return new EnvironmentSource(new NameRef(name), null);
  }

  public static EnvironmentSource ofConfigMap(String name) {
    return new EnvironmentSource(null, new NameRef(name));
  }
}
