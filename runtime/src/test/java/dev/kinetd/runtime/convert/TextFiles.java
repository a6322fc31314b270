package dev.kinetd.runtime.convert;

import dev.kinetd.runtime.access.hosts.HostsFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Map;

/** Files that are only texts. */
record TextFiles(Map<String, String> texts) implements HostsFiles {

  @Override
  public byte[] read(String path) throws NoSuchFileException {
    if (!exists(path)) {
      throw new NoSuchFileException(path);
    }
    return texts.get(path).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public boolean exists(String path) {
    return texts.containsKey(path);
  }

  @Override
  public boolean isWorldWritable(String path) {
    return false;
  }
}
