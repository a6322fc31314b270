package dev.kinetd.runtime.launch;

import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.admission.SourceSlot;
import dev.kinetd.runtime.linux.ProcessControl;
import dev.kinetd.runtime.log.Detail;

/**
 * One started handler, from accept to exit. Written by the launching thread until the reaper knows
 * of it, then by the reaper alone until its owner hears of the exit; immutable from then on.
 */
public final class Invocation {

  private final InvocationOwner owner;
  private final String service;
  private final Source source;
  private final int port;
  private final SourceSlot place;
  private final Detail detail;
  private final long acceptedNanos;
  private int pid;
  private int pidfd;
  private StderrReader stderr;
  private boolean reaped;
  private long startedNanos;
  private long exitedNanos;
  private boolean exitedByItself;
  private int status;
  private long userMicros;
  private long systemMicros;

  /**
   * Begins an invocation.
   *
   * @param source the client, or who sent the datagram that a handler is started for; null where
   *     the handler itself will meet the clients
   * @param port the client's port, or 0
   * @param place what the client's address gives back at the end, or null
   * @param detail what else is to be said of its start, or null
   * @param acceptedNanos when the client was accepted, by {@link System#nanoTime}
   */
  public Invocation(
      InvocationOwner owner,
      String service,
      Source source,
      int port,
      SourceSlot place,
      Detail detail,
      long acceptedNanos) {
    this.owner = owner;
    this.service = service;
    this.source = source;
    this.port = port;
    this.place = place;
    this.detail = detail;
    this.acceptedNanos = acceptedNanos;
  }

  void started(int pid, int pidfd, long nanos) {
    this.pid = pid;
    this.pidfd = pidfd;
    this.startedNanos = nanos;
  }

  /**
   * Takes the exit from the kernel if there is one; then the pid may belong to somebody else.
   *
   * @return false while the handler runs
   */
  synchronized boolean reap(ProcessControl.Exit exit) {
    if (!exit.takeIfThere(pidfd)) {
      return false;
    }
    reaped = true;
    exitedNanos = System.nanoTime();
    exitedByItself = exit.exited();
    status = exit.status();
    userMicros = exit.userMicros();
    systemMicros = exit.systemMicros();
    return true;
  }

  /** Has the error output read to its end before the exit is told. */
  void logErrorsWith(StderrReader reader) {
    stderr = reader;
  }

  /** What the handler has said so far and nobody has read yet; on the watch loop's thread. */
  void readErrors() {
    if (stderr != null) {
      stderr.readLeft();
    }
  }

  /** Signals the handler and its process group, unless the handler is known to be gone. */
  synchronized void signal(int signal) {
    if (!reaped) {
      ProcessControl.signalChild(pid, signal);
    }
  }

  /** What the client's address gives back at the end, or null. */
  public SourceSlot place() {
    return place;
  }

  Detail detail() {
    return detail;
  }

  InvocationOwner owner() {
    return owner;
  }

  int pidfd() {
    return pidfd;
  }

  public String service() {
    return service;
  }

  /** The client or the first one; null where the handler itself meets the clients. */
  public Source source() {
    return source;
  }

  public int port() {
    return port;
  }

  public int pid() {
    return pid;
  }

  /** Between accept and exec, in nanoseconds. */
  public long launchNanos() {
    return startedNanos - acceptedNanos;
  }

  /** Between exec and exit, in nanoseconds. */
  public long durationNanos() {
    return exitedNanos - startedNanos;
  }

  /** Whether it ended by itself; else a signal ended it. */
  public boolean exitedByItself() {
    return exitedByItself;
  }

  /** The exit status or the number of the signal. */
  public int status() {
    return status;
  }

  public long userMicros() {
    return userMicros;
  }

  public long systemMicros() {
    return systemMicros;
  }
}
