package dev.kinetd.api;

/**
 * An object whose keys become environment variables of a handler. Exactly one of {@code secretRef}
 * and {@code configMapRef}.
 *
 * @param secretRef a Secret in the service's namespace
 * @param configMapRef a ConfigMap in the service's namespace
 */
public record EnvironmentSource(NameRef secretRef, NameRef configMapRef) {

  public static EnvironmentSource ofSecret(String name) {
    return new EnvironmentSource(new NameRef(name), null);
  }

  public static EnvironmentSource ofConfigMap(String name) {
    return new EnvironmentSource(null, new NameRef(name));
  }
}
