package dev.kinetd.runtime.launch;

import dev.kinetd.api.Handler;
import dev.kinetd.api.Stderr;
import dev.kinetd.runtime.resolve.ResolvedService;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * What a service starts: its profile, and program and arguments laid out in native memory once.
 * Immutable; a reload makes a new plan and leaves the old one to launches under way.
 */
public final class LaunchPlan {

  private static final String SHELL = "/bin/sh";

  private final Arena arena = Arena.ofAuto();
  private final LaunchProfile profile;
  private final String program;
  private final MemorySegment path;
  private final MemorySegment arguments;
  private final boolean logsStderr;
  private final List<MemorySegment> environment;

  private LaunchPlan(
      LaunchProfile profile,
      String program,
      List<String> arguments,
      boolean logsStderr,
      Dressing dressing) {
    this.profile = profile;
    this.program = program;
    this.path = arena.allocateFrom(program);
    this.arguments = layOut(arguments);
    this.logsStderr = logsStderr;
    this.environment = dressing.environment().stream().map(arena::allocateFrom).toList();
  }

  static LaunchPlan ofHandler(LaunchProfile profile, ResolvedService service, Dressing dressing) {
    Handler handler = service.spec().handler();
    List<String> arguments = new ArrayList<>(handler.command());
    arguments.set(0, handler.effectiveArgv0());
    boolean logsStderr = service.spec().launch().stderr() == Stderr.Log;
    return new LaunchPlan(profile, service.program().toString(), arguments, logsStderr, dressing);
  }

  static LaunchPlan ofShell(LaunchProfile profile, String command, Dressing dressing) {
    return new LaunchPlan(profile, SHELL, List.of("sh", "-c", command), false, dressing);
  }

  private MemorySegment layOut(List<String> words) {
    MemorySegment vector = arena.allocate(8L * (words.size() + 1), 8);
    for (int i = 0; i < words.size(); i++) {
      vector.setAtIndex(ValueLayout.JAVA_LONG, i, arena.allocateFrom(words.get(i)).address());
    }
    return vector;
  }

  /** Absolute path of the program. */
  String program() {
    return program;
  }

  /** Whether descriptor 2 leads to the log; else to the client. */
  boolean logsStderr() {
    return logsStderr;
  }

  /** Variables that only this plan has. */
  List<MemorySegment> environment() {
    return environment;
  }

  /** Writes the table of one launch. */
  void fill(MemorySegment into, int socket, int stderrSocket, long environment) {
    profile.fill(into, socket, stderrSocket, path.address(), arguments.address(), environment);
  }
}
