package dev.kinetd.runtime.launch;

import dev.kinetd.api.Toggle;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.LinuxException;
import dev.kinetd.runtime.linux.OpenFileLimit;
import dev.kinetd.runtime.linux.ProcessControl;
import dev.kinetd.runtime.linux.SignalScope;
import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.resolve.Credentials;
import dev.kinetd.runtime.resolve.ResolvedService;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Starts handlers. Plans are made on any thread; launches happen on threads that may stand still,
 * each with its own {@link Spawner}.
 */
public final class Launcher {

  private final WatchLoop loop;
  private final Reaper reaper;
  private final EventLog log;
  private final LaunchCode code = new LaunchCode();
  private final int signalScope = SignalScope.open();
  private final OpenFileLimit openFiles;

  /**
   * A session keeps a handler from the terminal that the runtime was started at. Where there is
   * none to keep it from, a process group does: outside control groups the kernel schedules every
   * session as a group of its own (autogroups, sched(7)), and a session for each handler makes the
   * slowest answers three times as slow.
   */
  private final boolean ownSession = ProcessControl.hasTerminal();

  private final Map<ProfileKey, LaunchProfile> profiles = new ConcurrentHashMap<>();

  /** Prepares this process for launching: unreadable to its children, able to wait for them. */
  public Launcher(WatchLoop loop, Reaper reaper, EventLog log) throws LinuxException {
    this.loop = loop;
    this.reaper = reaper;
    this.log = log;
    ProcessControl.becomeUndumpable();
    ProcessControl.expectChildren();
    openFiles = OpenFileLimit.raise();
  }

  /**
   * The plan for a service that has a program.
   *
   * @param script its text where the handler is a script, else null
   */
  public LaunchPlan plan(ResolvedService service, ScriptText script, Dressing dressing) {
    return LaunchPlan.ofHandler(
        profile(service, script != null, dressing), service, script, dressing);
  }

  /** The plan for a shell command that runs as the service's handler would. */
  public LaunchPlan shell(ResolvedService service, String command, Dressing dressing) {
    return LaunchPlan.ofShell(profile(service, false, dressing), command, dressing);
  }

  private LaunchProfile profile(ResolvedService service, boolean script, Dressing dressing) {
    boolean noNewPrivileges = service.spec().launch().noNewPrivileges() == Toggle.Enabled;
    return profiles.computeIfAbsent(
        new ProfileKey(
            service.credentials(), noNewPrivileges, dressing.umask(), dressing.niceness(), script),
        this::layOut);
  }

  /**
   * A handler of the runtime's own user is kept from what the kernel asks nothing but the uid for:
   * signals to the runtime, by a domain that it enters, and setting the runtime's limits. The
   * kernel allows that only where exec raises no rights.
   */
  private LaunchProfile layOut(ProfileKey key) {
    boolean ownUser = key.credentials() == null || key.credentials().uid() == Spawner.OWN_UID;
    boolean confined = ownUser && key.noNewPrivileges();
    return new LaunchProfile(
        key.credentials(),
        key.noNewPrivileges(),
        confined,
        confined ? signalScope : -1,
        ownSession,
        key.umask(),
        key.niceness() == 0 ? null : ProcessControl.niceness() + key.niceness(),
        key.script(),
        openFiles);
  }

  private record ProfileKey(
      Credentials credentials, boolean noNewPrivileges, int umask, int niceness, boolean script) {}

  /** A launching thread's means; the thread keeps it. */
  public Spawner newSpawner() {
    return new Spawner(code);
  }

  /**
   * Starts the handler and hands the invocation to the reaper, or says why not. The socket stays
   * the caller's; its environment must have been written into the spawner.
   *
   * @return null when the program runs
   */
  public LaunchFailure launch(Spawner spawner, LaunchPlan plan, Invocation invocation, int socket) {
    ScriptText script = plan.script();
    int text = script == null ? LaunchProfile.NO_SCRIPT : script.hold();
    if (script != null && text < 0) {
      return new LaunchFailure(true, "memfd_create", -text, plan.program());
    }
    try {
      return launch(spawner, plan, invocation, socket, text);
    } finally {
      if (script != null) {
        script.release();
      }
    }
  }

  private LaunchFailure launch(
      Spawner spawner, LaunchPlan plan, Invocation invocation, int socket, int text) {
    int logEnd = -1;
    int handlerEnd = socket;
    if (plan.logsStderr()) {
      int result = Descriptors.pipe(spawner.pipe);
      if (result < 0) {
        return new LaunchFailure(true, "pipe2", -result, plan.program());
      }
      logEnd = spawner.pipe.getAtIndex(ValueLayout.JAVA_INT, 0);
      handlerEnd = spawner.pipe.getAtIndex(ValueLayout.JAVA_INT, 1);
    }
    if (plan.searchPath() != null) {
      spawner.environment().searchPath(plan.searchPath());
    }
    plan.environment().forEach(spawner.environment()::add);
    int pid = spawner.spawn(plan, socket, handlerEnd, text, spawner.environment().finish());
    if (handlerEnd != socket) {
      Descriptors.close(handlerEnd);
    }
    LaunchFailure failure = pid < 0 ? noChild(plan, pid) : failureInChild(spawner, plan);
    if (failure != null) {
      if (logEnd >= 0) {
        Descriptors.close(logEnd);
      }
      return failure;
    }
    invocation.started(pid, spawner.pidfd(), System.nanoTime());
    log.add(new Admitted(System.currentTimeMillis(), invocation));
    if (logEnd >= 0) {
      var reader = new StderrReader(loop, log, invocation, logEnd);
      invocation.logErrorsWith(reader);
      loop.awaitReadable(logEnd, reader);
    }
    reaper.watch(invocation);
    return null;
  }

  /** Gives up what launches need; to be called when there are no more. */
  public void close() {
    if (signalScope >= 0) {
      Descriptors.close(signalScope);
    }
  }

  private static LaunchFailure noChild(LaunchPlan plan, int pid) {
    return new LaunchFailure(true, "clone", -pid, plan.program());
  }

  private static LaunchFailure failureInChild(Spawner spawner, LaunchPlan plan) {
    int errno = spawner.failedErrno();
    if (errno == 0) {
      return null;
    }
    spawner.exit.take(spawner.pidfd());
    Descriptors.close(spawner.pidfd());
    return new LaunchFailure(false, spawner.failedCall().callName(), errno, plan.program());
  }
}
