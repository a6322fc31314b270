package dev.kinetd.runtime.linux;

import java.io.IOException;

/** A system call that failed; its message names the call and the error. */
public final class LinuxException extends IOException {

  private final int errno;

  public LinuxException(String call, int errno) {
    super(call + ": " + Errno.describe(errno));
    this.errno = errno;
  }

  /** The kernel's error number, positive. */
  public int errno() {
    return errno;
  }
}
