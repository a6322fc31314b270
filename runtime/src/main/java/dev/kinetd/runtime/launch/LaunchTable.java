package dev.kinetd.runtime.launch;

import dev.kinetd.runtime.linux.Syscall;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * System calls for a child to make between clone and execve, in the layout that {@link LaunchCode}
 * walks: rows of eight longs, namely number, six arguments, and whether an error is passed over.
 */
final class LaunchTable {

  static final int ROW = 64;
  static final int ARGUMENT = 8;

  private static final int MAY_FAIL = 56;

  private final MemorySegment memory;
  private int count;

  LaunchTable(MemorySegment memory) {
    this.memory = memory;
  }

  /** Appends a call whose failure ends the child; returns the row's index. */
  int add(Syscall call, long... arguments) {
    return add(call, false, arguments);
  }

  /** Appends a call whose failure is of no consequence. */
  int addOptional(Syscall call, long... arguments) {
    return add(call, true, arguments);
  }

  private int add(Syscall call, boolean mayFail, long... arguments) {
    long row = (long) count * ROW;
    memory.asSlice(row, ROW).fill((byte) 0);
    memory.set(ValueLayout.JAVA_LONG, row, call.number());
    for (int i = 0; i < arguments.length; i++) {
      memory.set(ValueLayout.JAVA_LONG, row + ARGUMENT * (i + 1L), arguments[i]);
    }
    memory.set(ValueLayout.JAVA_LONG, row + MAY_FAIL, mayFail ? 1 : 0);
    return count++;
  }

  /** The rows added so far, and nothing behind them. */
  MemorySegment rows() {
    return memory.asSlice(0, (long) count * ROW);
  }

  /** Offset of a row's argument, counted from 0, in bytes. */
  static long argument(int row, int index) {
    return (long) row * ROW + ARGUMENT * (index + 1L);
  }
}
