package dev.kinetd.runtime.access.hosts;

import java.io.IOException;
import java.nio.file.Path;

/** The files of this machine, relative ones in a folder. */
record FolderFiles(Path folder) implements HostsFiles {

  private static final HostsFiles MACHINE = HostsFiles.ofMachine();

  @Override
  public byte[] read(String path) throws IOException {
    return MACHINE.read(folder.resolve(path).toString());
  }

  @Override
  public boolean exists(String path) {
    return MACHINE.exists(folder.resolve(path).toString());
  }

  @Override
  public boolean isWorldWritable(String path) {
    return MACHINE.isWorldWritable(folder.resolve(path).toString());
  }
}
