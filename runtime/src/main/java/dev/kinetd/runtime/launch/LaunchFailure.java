package dev.kinetd.runtime.launch;

import dev.kinetd.runtime.linux.Errno;

/**
 * Why a handler did not start.
 *
 * @param beforeExec true when no process could be made at all
 * @param call the system call that failed
 * @param errno its error
 * @param program what was to be executed
 */
public record LaunchFailure(boolean beforeExec, String call, int errno, String program) {

  @Override
  public String toString() {
    return call.equals("execve")
        ? program + ": " + Errno.describe(errno)
        : call + ": " + Errno.describe(errno);
  }
}
