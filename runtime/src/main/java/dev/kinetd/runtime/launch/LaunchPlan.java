package dev.kinetd.runtime.launch;

import dev.kinetd.api.Handler;
import dev.kinetd.api.Stderr;
import dev.kinetd.runtime.resolve.ResolvedService;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What a service starts: its profile, and program and arguments laid out in native memory once.
 * Immutable; a reload makes a new plan and leaves the old one to launches under way.
 */
public final class LaunchPlan {

  private final Arena arena = Arena.ofAuto();
  private final LaunchProfile profile;
  private final String program;
  private final MemorySegment path;
  private final MemorySegment arguments;
  private final boolean logsStderr;

  LaunchPlan(LaunchProfile profile, ResolvedService service) {
    this.profile = profile;
    program = service.program().toString();
    path = arena.allocateFrom(program);
    arguments = layOut(service.spec().handler());
    logsStderr = service.spec().launch().stderr() == Stderr.Log;
  }

  private MemorySegment layOut(Handler handler) {
    int count = handler.command().size();
    MemorySegment vector = arena.allocate(8L * (count + 1), 8);
    vector.setAtIndex(ValueLayout.JAVA_LONG, 0, address(handler.effectiveArgv0()));
    for (int i = 1; i < count; i++) {
      vector.setAtIndex(ValueLayout.JAVA_LONG, i, address(handler.command().get(i)));
    }
    return vector;
  }

  private long address(String text) {
    return arena.allocateFrom(text).address();
  }

  /** Absolute path of the program. */
  String program() {
    return program;
  }

  /** Whether descriptor 2 leads to the log; else to the client. */
  boolean logsStderr() {
    return logsStderr;
  }

  /** Writes the table of one launch. */
  void fill(MemorySegment into, int socket, int stderrSocket, long environment) {
    profile.fill(into, socket, stderrSocket, path.address(), arguments.address(), environment);
  }
}
