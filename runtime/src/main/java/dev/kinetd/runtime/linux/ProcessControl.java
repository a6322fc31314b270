package dev.kinetd.runtime.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the runtime does to itself and to its children: waiting, signals, dumpability. */
public final class ProcessControl {

  public static final int SIGKILL = 9;
  public static final int SIGTERM = 15;

  private static final int SIGHUP = 1;
  private static final int SIGCHLD = 17;
  private static final int PR_SET_DUMPABLE = 4;

  private ProcessControl() {}

  /**
   * Closes the runtime's memory to every process of the same user, and to children between clone
   * and exec (prctl(2), PR_SET_DUMPABLE).
   */
  public static void becomeUndumpable() throws LinuxException {
    Kernel.checked(Syscall.PRCTL, Kernel.call(Syscall.PRCTL, PR_SET_DUMPABLE, 0));
  }

  /** Gives SIGCHLD its default action: were it ignored, no child could be waited for. */
  public static void expectChildren() throws LinuxException {
    setDefaultAction(SIGCHLD);
  }

  /**
   * Gives SIGHUP and SIGTERM their default action, for a handler to take its place: one that is
   * ignored when the runtime starts (nohup) is left ignored by the JVM, whatever handler it is
   * given. SIGINT stays as it is: who starts a program in the background has it ignored, so that
   * Ctrl-C ends what stands in front alone.
   */
  public static void expectOrders() throws LinuxException {
    setDefaultAction(SIGHUP);
    setDefaultAction(SIGTERM);
  }

  /** Whether SIGHUP is ignored (nohup), unless {@link #expectOrders} has been called. */
  public static boolean ignoresHangups() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines.anyMatch(
          line ->
              line.startsWith("SigIgn:")
                  && (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1L << SIGHUP - 1)
                      != 0);
    } catch (IOException | UncheckedIOException e) {
      return true;
    }
  }

  private static void setDefaultAction(int signal) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment defaultAction = arena.allocate(32, 8);
      Kernel.checked(
          Syscall.RT_SIGACTION,
          Kernel.call(Syscall.RT_SIGACTION, signal, defaultAction.address(), 0, 8));
    }
  }

  /** The effective user id of this process. */
  public static int effectiveUser() {
    return (int) Kernel.call(Syscall.GETEUID, 0);
  }

  /** Whether this process has a controlling terminal (proc_pid_stat(5), tty_nr). */
  public static boolean hasTerminal() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      // The name of the program may hold blanks; it ends at the last parenthesis.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return !fields[4].equals("0");
    } catch (IOException e) {
      return true;
    }
  }

  /** How nice this process is to others, from -20 to 19 (getpriority(2)). */
  public static int niceness() {
    // The kernel gives 20 minus the value, so that it is never negative.
    return 20 - (int) Kernel.call(Syscall.GETPRIORITY, 0, 0);
  }

  /**
   * Signals a child that has not been waited for, and the process group that it was given. It may
   * have left that group for another one of its session, where a signal to the group misses it.
   */
  public static void signalChild(int pid, int signal) {
    long group = Kernel.call(Syscall.GETPGID, pid);
    Kernel.call(Syscall.KILL, -pid, signal);
    if (group != pid || signal == SIGKILL) {
      Kernel.call(Syscall.KILL, pid, signal);
    }
  }

  /** Room for what waitid(2) tells of one child; belongs to one thread. */
  public static final class Exit {

    private static final int P_PIDFD = 3;
    private static final int WNOHANG = 1;
    private static final int WEXITED = 4;
    private static final int CLD_EXITED = 1;

    /** Offset of si_pid, which stays 0 where there was no exit to take. */
    private static final int PID = 16;

    /** siginfo_t (128 bytes), then struct rusage (144 bytes). */
    private final MemorySegment room = Arena.ofAuto().allocate(128 + 144, 8);

    /**
     * Takes the exit of the process behind a pidfd; waits for it if need be.
     *
     * @return 0 or the negative errno
     */
    public int take(int pidfd) {
      int result;
      do {
        result = wait(pidfd, WEXITED);
      } while (result == -Errno.EINTR);
      return result;
    }

    /**
     * Takes the exit of the process behind a pidfd if there is one.
     *
     * @return whether the process is gone, also where the kernel cannot tell how
     */
    public boolean takeIfThere(int pidfd) {
      int result = wait(pidfd, WEXITED | WNOHANG);
      return result == 0 ? room.get(ValueLayout.JAVA_INT, PID) != 0 : result != -Errno.EINTR;
    }

    private int wait(int pidfd, int options) {
      room.fill((byte) 0);
      return (int)
          Kernel.call(
              Syscall.WAITID, P_PIDFD, pidfd, room.address(), options, room.address() + 128, 0);
    }

    /** Whether it ended by itself; else a signal ended it. */
    public boolean exited() {
      return room.get(ValueLayout.JAVA_INT, 8) == CLD_EXITED;
    }

    /** The exit status (0 to 255) or the number of the signal. */
    public int status() {
      return room.get(ValueLayout.JAVA_INT, 24);
    }

    /** User CPU time in microseconds. */
    public long userMicros() {
      return micros(128);
    }

    /** System CPU time in microseconds. */
    public long systemMicros() {
      return micros(144);
    }

    private long micros(long offset) {
      return room.get(ValueLayout.JAVA_LONG, offset) * 1_000_000
          + room.get(ValueLayout.JAVA_LONG, offset + 8);
    }
  }
}
