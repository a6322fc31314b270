package dev.kinetd.runtime.resolve;

import java.nio.file.Path;

/**
 * How services are made ready.
 *
 * @param noUserSwitch whether everything runs as the caller, whatever the services ask for
 * @param environments the folder in which what services take from Secrets and ConfigMaps is
 *     mounted, or null where there is none
 * @param machine where they are to be served
 */
public record ResolveOptions(boolean noUserSwitch, Path environments, Machine machine) {

  /** Where there are no Secrets and ConfigMaps. */
  public ResolveOptions(boolean noUserSwitch, Machine machine) {
    this(noUserSwitch, null, machine);
  }

  /** This machine as it is now, which has no Secrets and ConfigMaps. */
  public static ResolveOptions of(boolean noUserSwitch) {
    return new ResolveOptions(noUserSwitch, Machine.current());
  }

  /** The same with a folder of what Secrets and ConfigMaps hold, or null. */
  public ResolveOptions withEnvironments(Path folder) {
    return new ResolveOptions(noUserSwitch, folder, machine);
  }
}
