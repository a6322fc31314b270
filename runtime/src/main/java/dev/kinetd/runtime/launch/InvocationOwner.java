package dev.kinetd.runtime.launch;

/** Who started an invocation and gives back what it took from the limits. */
public interface InvocationOwner {

  /** The handler has exited and was reaped. Called on the reaper's thread; must not block. */
  void exited(Invocation invocation);
}
