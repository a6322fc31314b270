package dev.kinetd.runtime.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The one way into the kernel: syscall(2) with up to six arguments. One native handle serves every
 * call, which keeps the start short. Any thread may use it; a blocking call does not hold up the
 * garbage collector.
 */
final class Kernel {

  private static final MethodHandle SYSCALL;
  private static final VarHandle ERRNO_VALUE;
  private static final ThreadLocal<MemorySegment> ERRNO;

  static {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor type =
        FunctionDescriptor.of(
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG);
    SYSCALL =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("syscall"),
            type,
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(1));
    var state = Linker.Option.captureStateLayout();
    ERRNO_VALUE = state.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    ERRNO = ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(state));
  }

  private Kernel() {}

  /** The call's result, or the negative errno. */
  static long call(Syscall call, long a, long b, long c, long d, long e, long f) {
    MemorySegment errno = ERRNO.get();
    try {
      long result = (long) SYSCALL.invokeExact(errno, (long) call.number(), a, b, c, d, e, f);
      return result == -1 ? -(int) ERRNO_VALUE.get(errno, 0L) : result;
    } catch (Throwable t) {
      throw new IllegalStateException(call.callName(), t);
    }
  }

  static long call(Syscall call, long a, long b, long c, long d) {
    return call(call, a, b, c, d, 0, 0);
  }

  static long call(Syscall call, long a, long b, long c) {
    return call(call, a, b, c, 0, 0, 0);
  }

  static long call(Syscall call, long a, long b) {
    return call(call, a, b, 0, 0, 0, 0);
  }

  static long call(Syscall call, long a) {
    return call(call, a, 0, 0, 0, 0, 0);
  }

  /** The result of a call whose failure is a fault. */
  static long checked(Syscall call, long result) throws LinuxException {
    if (result < 0) {
      throw new LinuxException(call.callName(), (int) -result);
    }
    return result;
  }
}
