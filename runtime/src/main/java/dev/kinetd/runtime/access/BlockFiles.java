package dev.kinetd.runtime.access;

import dev.kinetd.api.HostsAccess;
import dev.kinetd.runtime.access.hosts.HostsFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;

/**
 * The two texts of a {@code hostsAccess} block as files; there are no others.
 *
 * <p>A last line without its newline is whole here: in a resource it is how YAML was written, not a
 * file that was cut.
 */
record BlockFiles(HostsAccess block) implements HostsFiles {

  static final String ALLOW = "hostsAccess.allow";
  static final String DENY = "hostsAccess.deny";

  @Override
  public byte[] read(String path) throws NoSuchFileException {
    String text =
        switch (path) {
          case ALLOW -> block.allow();
          case DENY -> block.deny();
          default -> throw new NoSuchFileException(path);
        };
    String whole = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    return whole.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean exists(String path) {
    return path.equals(ALLOW) || path.equals(DENY);
  }

  @Override
  public boolean isWorldWritable(String path) {
    return false;
  }
}
