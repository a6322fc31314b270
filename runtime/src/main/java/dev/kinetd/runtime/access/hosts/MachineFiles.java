package dev.kinetd.runtime.access.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The files of this machine. */
final class MachineFiles implements HostsFiles {

  private static final int OTHERS_WRITE = 0002;
  private static final int STICKY = 01000;

  @Override
  public byte[] read(String path) throws IOException {
    Path file = path(path);
    return Files.isDirectory(file) ? new byte[0] : Files.readAllBytes(file);
  }

  @Override
  public boolean exists(String path) {
    try {
      return Files.exists(path(path));
    } catch (IOException e) {
      return false;
    }
  }

  /** A sticky folder keeps strangers from replacing what others own in it. */
  @Override
  public boolean isWorldWritable(String path) {
    try {
      Path file = path(path).toAbsolutePath();
      boolean writable = Files.exists(file) && (mode(file) & OTHERS_WRITE) != 0;
      for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
        writable |=
            Files.exists(folder) && (mode(folder) & (OTHERS_WRITE | STICKY)) == OTHERS_WRITE;
      }
      return writable;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static int mode(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:mode");
  }

  private static Path path(String path) throws IOException {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new IOException(e.getReason(), e);
    }
  }
}
