package dev.kinetd.runtime.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A Landlock ruleset (landlock(7)) that takes away nothing but signals to processes outside: the
 * domain that a handler of the runtime's own uid enters, so that it cannot signal the runtime.
 */
public final class SignalScope {

  private static final int CREATE_RULESET_VERSION = 1;
  private static final long SCOPE_SIGNAL = 2;
  private static final int FIRST_ABI_WITH_SCOPES = 6;

  private SignalScope() {}

  /** A ruleset's descriptor, which the caller owns, or -1 where the kernel has no signal scopes. */
  public static int open() {
    long abi = Kernel.call(Syscall.LANDLOCK_CREATE_RULESET, 0, 0, CREATE_RULESET_VERSION);
    if (abi < FIRST_ABI_WITH_SCOPES) {
      return -1;
    }
    try (Arena arena = Arena.ofConfined()) {
      // struct landlock_ruleset_attr: handled_access_fs, handled_access_net, scoped.
      MemorySegment attributes = arena.allocate(24, 8);
      attributes.set(ValueLayout.JAVA_LONG, 16, SCOPE_SIGNAL);
      return (int)
          Math.max(-1, Kernel.call(Syscall.LANDLOCK_CREATE_RULESET, attributes.address(), 24, 0));
    }
  }
}
