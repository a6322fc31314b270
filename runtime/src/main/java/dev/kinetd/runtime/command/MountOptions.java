package dev.kinetd.runtime.command;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where the operator's configuration is mounted: what a runtime in a pod has in place of paths. */
public final class MountOptions {

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--config-dir",
      paramLabel = "DIR",
      description = "In place of PATH: a folder with the operator's configuration, watched.")
  private Path configuration;

  @Option(
      names = "--environment-dir",
      paramLabel = "DIR",
      description = "With --config-dir: what services take from Secrets and ConfigMaps, watched.")
  private Path environments;

  /** Whether there is such a folder, which excludes paths. */
  boolean given(boolean paths) {
    if (configuration != null && paths) {
      throw usage("--config-dir and PATH exclude each other; give one of them");
    }
    if (configuration == null && environments != null) {
      throw usage("--environment-dir needs --config-dir");
    }
    return configuration != null;
  }

  Path configuration() {
    return configuration;
  }

  /** Null where there is none. */
  Path environments() {
    return environments;
  }

  private ParameterException usage(String text) {
    return new ParameterException(command.commandLine(), text);
  }
}
