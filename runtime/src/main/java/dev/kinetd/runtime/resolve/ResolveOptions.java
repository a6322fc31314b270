package dev.kinetd.runtime.resolve;

/**
 * How services are made ready.
 *
 * @param noUserSwitch whether everything runs as the caller, whatever the services ask for
 * @param machine where they are to be served
 */
public record ResolveOptions(boolean noUserSwitch, Machine machine) {

  /** This machine as it is now. */
  public static ResolveOptions of(boolean noUserSwitch) {
    return new ResolveOptions(noUserSwitch, Machine.current());
  }
}
