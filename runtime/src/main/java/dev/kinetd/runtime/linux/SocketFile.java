package dev.kinetd.runtime.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** The file that a Unix socket is bound to, in a folder that others may write to as well. */
public final class SocketFile {

  private static final int TYPE_SHIFT = 12;
  private static final int SOCKET = 014;

  private SocketFile() {}

  /** Whether the path is that of a socket, not of a link to one. */
  public static boolean exists(Path path) throws IOException {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && isSocket(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isSocket(Path path, LinkOption... options) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode", options) >> TYPE_SHIFT == SOCKET;
  }

  /** Which file it is: another may take the path later. */
  public static Object inode(Path path) throws IOException {
    return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Sets owner and permissions. What is changed is held by a descriptor and known to be a socket,
   * so that nobody can have another file changed by putting a link in its place.
   *
   * @param uid the new owner, or -1 to leave it
   * @param gid the new group, or -1 to leave it
   * @param mode the nine bits of chmod(2)
   */
  public static void protect(Path path, int uid, int gid, int mode) throws IOException {
    int fd = Descriptors.openPath(path.toString());
    try {
      Path held = Path.of("/proc/self/fd/" + fd);
      if (!isSocket(held)) {
        throw new IOException(path + " is not the socket that was made there");
      }
      if (uid >= 0) {
        Files.setAttribute(held, "unix:uid", uid);
      }
      if (gid >= 0) {
        Files.setAttribute(held, "unix:gid", gid);
      }
      Files.setPosixFilePermissions(held, permissions(mode));
    } finally {
      Descriptors.close(fd);
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int bit = 0; bit < all.length; bit++) {
      if ((mode & (0400 >> bit)) != 0) {
        permissions.add(all[bit]);
      }
    }
    return permissions;
  }
}
