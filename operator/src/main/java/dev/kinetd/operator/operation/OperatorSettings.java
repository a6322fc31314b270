package dev.kinetd.operator.operation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The operator's own settings; each is also an environment variable, {@code KINETD_OPERATOR_…}. */
@ConfigMapping(prefix = "kinetd.operator")
public interface OperatorSettings {

  /** The image of runtimes whose InetdRuntime names none. */
  @WithDefault("kinetd/runtime:0.1.0")
  String runtimeImage();

  /** The namespace of the lease by which one operator of several leads; its own by default. */
  Optional<String> leaseNamespace();

  /** The name of that lease. */
  @WithDefault("kinetd-operator")
  String leaseName();
}
