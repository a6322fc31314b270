package dev.kinetd.runtime.access.hosts;

import java.io.IOException;

/**
 * The files that rules are read from, and those that they name. What it is asked for is what has to
 * be watched.
 */
public interface HostsFiles {

  /**
   * The content of a file; of a folder none, as in libwrap.
   *
   * @throws java.nio.file.NoSuchFileException where there is no such file, which is no error
   * @throws IOException where it cannot be read
   */
  byte[] read(String path) throws IOException;

  /** Whether there is a file or folder of this name. */
  boolean exists(String path);

  /** Whether anybody may change the file, or put another in its place. */
  boolean isWorldWritable(String path);

  /** The files of this machine. */
  static HostsFiles ofMachine() {
    return new MachineFiles();
  }
}
