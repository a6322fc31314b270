package dev.kinetd.runtime.launch;

import dev.kinetd.runtime.linux.LimitFilter;
import dev.kinetd.runtime.linux.OpenFileLimit;
import dev.kinetd.runtime.linux.Syscall;
import dev.kinetd.runtime.resolve.Credentials;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * How a handler runs, as a table of system calls that the child makes between clone and execve.
 * Immutable and shared by all services that run alike; launching threads copy the table and fill in
 * what differs from launch to launch.
 */
final class LaunchProfile {

  /** The most bytes that {@link #fill} writes. */
  static final long MAX_BYTES = 96L * LaunchTable.ROW;

  /** The descriptor by which a script's interpreter finds its text. */
  static final int SCRIPT = 3;

  /** Of a handler that is no script. */
  static final int NO_SCRIPT = -1;

  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int PRIO_PROCESS = 0;
  private static final int SIG_SETMASK = 2;
  private static final long HIGHEST_DESCRIPTOR = 0xffff_ffffL;

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment rows;
  private final int stdinRow;
  private final int scriptRow;
  private final int execRow;

  /**
   * Lays out the table.
   *
   * @param credentials whom the handler runs as, or null for the runtime's own user
   * @param noNewPrivileges whether exec may not raise rights
   * @param limitFilter whether it is kept from setting the limits of others
   * @param signalScope a Landlock ruleset to enter, or -1
   * @param ownSession whether the handler begins a session of its own; else a process group of its
   *     own in the runtime's session
   * @param umask of the handler
   * @param niceness for setpriority(2), or null to leave it
   * @param script whether the text of a script is handed over as descriptor {@link #SCRIPT}
   * @param openFiles the limit that held before the runtime raised its own
   */
  LaunchProfile(
      Credentials credentials,
      boolean noNewPrivileges,
      boolean limitFilter,
      int signalScope,
      boolean ownSession,
      int umask,
      Integer niceness,
      boolean script,
      OpenFileLimit openFiles) {
    var table = new LaunchTable(arena.allocate(MAX_BYTES, 64));
    addSignalRows(table);
    if (ownSession) {
      table.add(Syscall.SETSID);
    } else {
      table.add(Syscall.SETPGID, 0, 0);
    }
    stdinRow = table.add(Syscall.DUP3, 0, 0, 0);
    table.add(Syscall.DUP3, 0, 1, 0);
    table.add(Syscall.DUP3, 0, 2, 0);
    if (noNewPrivileges) {
      table.add(Syscall.PRCTL, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    }
    if (limitFilter) {
      // Optional, for kernels that were built without filters.
      table.addOptional(
          Syscall.SECCOMP,
          LimitFilter.SET_MODE_FILTER,
          LimitFilter.SPECULATION_ALLOWED,
          LimitFilter.program(arena).address());
    }
    if (signalScope >= 0) {
      table.add(Syscall.LANDLOCK_RESTRICT_SELF, signalScope, 0);
    }
    // Last of all that copies or uses a descriptor, since any of them may have this number.
    scriptRow = script ? table.add(Syscall.DUP3, 0, SCRIPT, 0) : NO_SCRIPT;
    table.add(Syscall.CLOSE_RANGE, script ? SCRIPT + 1 : 3, HIGHEST_DESCRIPTOR, 0);
    MemorySegment limit = arena.allocate(16, 8);
    openFiles.writeTo(limit);
    table.add(Syscall.PRLIMIT64, 0, OpenFileLimit.RESOURCE, limit.address(), 0);
    table.add(Syscall.UMASK, umask);
    if (niceness != null) {
      table.add(Syscall.SETPRIORITY, PRIO_PROCESS, 0, niceness);
    }
    table.add(Syscall.CHDIR, arena.allocateFrom("/").address());
    if (credentials != null) {
      addCredentialRows(table, credentials);
    }
    table.add(Syscall.RT_SIGPROCMASK, SIG_SETMASK, arena.allocate(8, 8).address(), 0, 8);
    execRow = table.add(Syscall.EXECVE, 0, 0, 0);
    rows = table.rows();
  }

  private void addSignalRows(LaunchTable table) {
    long defaultAction = arena.allocate(32, 8).address();
    long signals = SignalDispositions.toReset();
    for (int signal = 1; signal <= 64; signal++) {
      if ((signals >>> (signal - 1) & 1) != 0) {
        table.addOptional(Syscall.RT_SIGACTION, signal, defaultAction, 0, 8);
      }
    }
  }

  private void addCredentialRows(LaunchTable table, Credentials credentials) {
    List<Integer> groups = credentials.groups();
    MemorySegment list = arena.allocate(4L * Math.max(groups.size(), 1), 4);
    for (int i = 0; i < groups.size(); i++) {
      list.setAtIndex(ValueLayout.JAVA_INT, i, groups.get(i));
    }
    int gid = credentials.gid();
    int uid = credentials.uid();
    table.add(Syscall.SETGROUPS, groups.size(), list.address());
    table.add(Syscall.SETRESGID, gid, gid, gid);
    table.add(Syscall.SETRESUID, uid, uid, uid);
  }

  /**
   * Copies the table and fills in descriptors and the three addresses that execve(2) takes.
   *
   * @param script the text, or {@link #NO_SCRIPT}; another number than {@link #SCRIPT}, which the
   *     JVM has for a file of its own
   */
  void fill(
      MemorySegment into,
      int socket,
      int stderrSocket,
      int script,
      long program,
      long arguments,
      long environment) {
    MemorySegment.copy(rows, 0, into, 0, rows.byteSize());
    into.set(ValueLayout.JAVA_LONG, LaunchTable.argument(stdinRow, 0), socket);
    into.set(ValueLayout.JAVA_LONG, LaunchTable.argument(stdinRow + 1, 0), socket);
    into.set(ValueLayout.JAVA_LONG, LaunchTable.argument(stdinRow + 2, 0), stderrSocket);
    if (scriptRow >= 0) {
      into.set(ValueLayout.JAVA_LONG, LaunchTable.argument(scriptRow, 0), script);
    }
    into.set(ValueLayout.JAVA_LONG, LaunchTable.argument(execRow, 0), program);
    into.set(ValueLayout.JAVA_LONG, LaunchTable.argument(execRow, 1), arguments);
    into.set(ValueLayout.JAVA_LONG, LaunchTable.argument(execRow, 2), environment);
  }
}
