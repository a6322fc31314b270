package dev.kinetd.runtime.launch;

import dev.kinetd.runtime.linux.ProcessControl;
import dev.kinetd.runtime.linux.SocketAddressBuffer;
import dev.kinetd.runtime.linux.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One thread's means of accepting and launching: room for addresses, a stack for the child, a copy
 * of the plan's table, an environment. The calling thread stands still until the child has called
 * execve or failed. Used by one thread only.
 */
public final class Spawner {

  /** The runtime's user; it never changes. */
  static final int OWN_UID = ProcessControl.effectiveUser();

  private static final int STACK = 16 * 1024;
  private static final int ROWS = 0;
  private static final int STACK_TOP = 8;
  private static final int ALL_SIGNALS = 16;
  private static final int FAILED_ERRNO = 32;
  private static final int FAILED_ROW = 40;
  private static final int PIDFD = 48;
  private static final int ORDER = 64;

  private final LaunchCode code;
  private final MemorySegment order;
  private final MemorySegment table;

  /** Keeps the child's stack reachable. */
  private final MemorySegment stack;

  private final SocketAddressBuffer client = new SocketAddressBuffer();
  private final SocketAddressBuffer local = new SocketAddressBuffer();
  private final EnvironmentBlock environment = new EnvironmentBlock();

  /** Receives the two ends of a pipe. */
  final MemorySegment pipe;

  /** Takes the exit of a child that did not come as far as its program. */
  final ProcessControl.Exit exit = new ProcessControl.Exit();

  Spawner(LaunchCode code) {
    this.code = code;
    Arena arena = Arena.ofAuto();
    order = arena.allocate(ORDER, 64);
    table = arena.allocate(LaunchProfile.MAX_BYTES, 64);
    stack = arena.allocate(STACK, 64);
    pipe = arena.allocate(8, 8);
    order.set(ValueLayout.JAVA_LONG, ROWS, table.address());
    order.set(ValueLayout.JAVA_LONG, STACK_TOP, stack.address() + STACK);
    order.set(ValueLayout.JAVA_LONG, ALL_SIGNALS, -1L);
  }

  /** Room for the address of the client being accepted. */
  public SocketAddressBuffer client() {
    return client;
  }

  /** Room for the service's own address in a connection. */
  public SocketAddressBuffer local() {
    return local;
  }

  /** To be written before each launch. */
  public EnvironmentBlock environment() {
    return environment;
  }

  /**
   * Starts a child according to the plan.
   *
   * @param script the descriptor of the script's text, or {@link LaunchProfile#NO_SCRIPT}
   * @return its pid, or the negative errno where no child could be made; a child that could not
   *     call execve has a pid too, see {@link #failedErrno}
   */
  int spawn(LaunchPlan plan, int socket, int stderrSocket, int script, long environmentVector) {
    plan.fill(table, socket, stderrSocket, script, environmentVector);
    order.set(ValueLayout.JAVA_LONG, FAILED_ERRNO, 0);
    return (int) code.launch(order.address());
  }

  /** The pidfd of the child of the last {@link #spawn}; the caller owns it. */
  int pidfd() {
    return order.get(ValueLayout.JAVA_INT, PIDFD);
  }

  /** Why the last child ended before its program ran, as errno; 0 when it did run. */
  int failedErrno() {
    return (int) order.get(ValueLayout.JAVA_LONG, FAILED_ERRNO);
  }

  /** The call at which the last child ended. */
  Syscall failedCall() {
    long row = order.get(ValueLayout.JAVA_LONG, FAILED_ROW) - table.address();
    long number = table.get(ValueLayout.JAVA_LONG, row);
    for (Syscall call : Syscall.values()) {
      if (call.number() == number) {
        return call;
      }
    }
    throw new IllegalStateException("row " + row + " holds no known call");
  }
}
