package dev.kinetd.runtime.launch;

import dev.kinetd.api.Handler;
import dev.kinetd.api.Shebang;
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
  private static final String PATH = "PATH=";

  /** By descriptor, for the text is in no folder; the interpreter has the right to its own. */
  private static final String SCRIPT_FILE = "/proc/self/fd/" + LaunchProfile.SCRIPT;

  private final Arena arena = Arena.ofAuto();
  private final LaunchProfile profile;
  private final String program;
  private final MemorySegment path;
  private final MemorySegment arguments;
  private final boolean logsStderr;
  private final ScriptText script;
  private final List<MemorySegment> environment;
  private final MemorySegment searchPath;

  private LaunchPlan(
      LaunchProfile profile,
      String program,
      List<String> arguments,
      boolean logsStderr,
      ScriptText script,
      List<String> environment) {
    this.profile = profile;
    this.program = program;
    this.script = script;
    this.path = arena.allocateFrom(program);
    this.arguments = layOut(arguments);
    this.logsStderr = logsStderr;
    this.environment =
        environment.stream()
            .filter(variable -> !variable.startsWith(PATH))
            .map(arena::allocateFrom)
            .toList();
    this.searchPath =
        environment.stream()
            .filter(variable -> variable.startsWith(PATH))
            .map(arena::allocateFrom)
            .reduce(null, (_, last) -> last);
  }

  /**
   * The plan of a service's handler.
   *
   * @param script its text where the handler is a script, else null
   */
  static LaunchPlan ofHandler(
      LaunchProfile profile, ResolvedService service, ScriptText script, Dressing dressing) {
    boolean logsStderr = service.spec().launch().stderr() == Stderr.Log;
    List<String> environment = new ArrayList<>(service.environment());
    environment.addAll(dressing.environment());
    return new LaunchPlan(
        profile,
        service.program().toString(),
        arguments(service.spec().handler()),
        logsStderr,
        script,
        environment);
  }

  /** Of a script those that the kernel would give its interpreter (execve(2)). */
  private static List<String> arguments(Handler handler) {
    List<String> arguments = new ArrayList<>();
    if (handler.isScript()) {
      Shebang shebang = Shebang.of(handler.script());
      arguments.add(shebang.interpreter());
      if (shebang.argument() != null) {
        arguments.add(shebang.argument());
      }
      arguments.add(SCRIPT_FILE);
    } else {
      arguments.addAll(handler.command());
      arguments.set(0, handler.effectiveArgv0());
    }
    return arguments;
  }

  static LaunchPlan ofShell(LaunchProfile profile, String command, Dressing dressing) {
    return new LaunchPlan(
        profile, SHELL, List.of("sh", "-c", command), false, null, dressing.environment());
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

  /** The text of the script that the handler is, or null. */
  ScriptText script() {
    return script;
  }

  /** Variables that only this plan has, but for the search path. */
  List<MemorySegment> environment() {
    return environment;
  }

  /** What stands in the environment in place of the usual search path, or null. */
  MemorySegment searchPath() {
    return searchPath;
  }

  /**
   * Writes the table of one launch.
   *
   * @param text the descriptor of the script's text, or {@link LaunchProfile#NO_SCRIPT}
   */
  void fill(MemorySegment into, int socket, int stderrSocket, int text, long environment) {
    profile.fill(
        into, socket, stderrSocket, text, path.address(), arguments.address(), environment);
  }
}
