package dev.kinetd.runtime.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A filter (seccomp(2)) that refuses to set the limits of another process: prlimit(2) asks for
 * nothing but the same uid, and a runtime that may open no more descriptors serves nobody. Whoever
 * enters it may set its own limits and read all.
 */
public final class LimitFilter {

  /** First argument of seccomp(2). */
  public static final int SET_MODE_FILTER = 1;

  /** Second argument: without giving up speculation, which would slow the handler down. */
  public static final int SPECULATION_ALLOWED = 4;

  private static final int LOAD_WORD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int RETURN = 0x06;
  private static final int ALLOW = 0x7fff_0000;
  private static final int REFUSE_WITH_EPERM = 0x0005_0001;

  /** Offsets in struct seccomp_data; both architectures are little-endian. */
  private static final int NUMBER = 0;

  private static final int ARCHITECTURE = 4;
  private static final int PID = 16;
  private static final int NEW_LIMIT_LOW = 32;
  private static final int NEW_LIMIT_HIGH = 36;

  private static final boolean AMD64 = Architecture.current() == Architecture.AMD64;
  private static final int NATIVE = AMD64 ? 0xc000_003e : 0xc000_00b7;
  private static final int NATIVE_NUMBER = Syscall.PRLIMIT64.number();

  /** The number for x32 programs, which count as native ones. */
  private static final int X32_NUMBER = AMD64 ? 0x4000_0000 | NATIVE_NUMBER : NATIVE_NUMBER;

  /** The number for i386 or 32-bit Arm. */
  private static final int COMPATIBLE_NUMBER = AMD64 ? 340 : 369;

  private LimitFilter() {}

  /** The filter as a struct sock_fprog. */
  public static MemorySegment program(Arena arena) {
    int[][] instructions = instructions();
    MemorySegment filter = arena.allocate(8L * instructions.length, 8);
    for (int i = 0; i < instructions.length; i++) {
      int[] instruction = instructions[i];
      filter.set(ValueLayout.JAVA_SHORT, 8L * i, (short) instruction[0]);
      filter.set(ValueLayout.JAVA_BYTE, 8L * i + 2, (byte) instruction[1]);
      filter.set(ValueLayout.JAVA_BYTE, 8L * i + 3, (byte) instruction[2]);
      filter.set(ValueLayout.JAVA_INT, 8L * i + 4, instruction[3]);
    }
    MemorySegment program = arena.allocate(16, 8);
    program.set(ValueLayout.JAVA_SHORT, 0, (short) instructions.length);
    program.set(ValueLayout.JAVA_LONG, 8, filter.address());
    return program;
  }

  /** Code, distance where equal, distance where not, operand. */
  private static int[][] instructions() {
    return new int[][] {
      {LOAD_WORD, 0, 0, ARCHITECTURE},
      {JUMP_IF_EQUAL, 0, 3, NATIVE},
      {LOAD_WORD, 0, 0, NUMBER},
      {JUMP_IF_EQUAL, 3, 0, NATIVE_NUMBER},
      {JUMP_IF_EQUAL, 2, 8, X32_NUMBER},
      {LOAD_WORD, 0, 0, NUMBER},
      {JUMP_IF_EQUAL, 0, 6, COMPATIBLE_NUMBER},
      {LOAD_WORD, 0, 0, PID},
      {JUMP_IF_EQUAL, 4, 0, 0},
      {LOAD_WORD, 0, 0, NEW_LIMIT_LOW},
      {JUMP_IF_EQUAL, 0, 3, 0},
      {LOAD_WORD, 0, 0, NEW_LIMIT_HIGH},
      {JUMP_IF_EQUAL, 0, 1, 0},
      {RETURN, 0, 0, ALLOW},
      {RETURN, 0, 0, REFUSE_WITH_EPERM},
    };
  }
}
