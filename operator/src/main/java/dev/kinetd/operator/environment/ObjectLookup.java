package dev.kinetd.operator.environment;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/** Finds the objects of one namespace that services take their environment from. */
public interface ObjectLookup {

  /** The Secret, if there is one. */
  Optional<Secret> secret(String name);

  /** The ConfigMap, if there is one. */
  Optional<ConfigMap> configMap(String name);
}
