package dev.kinetd.runtime.linux;

import java.util.Map;

/** Error numbers by name (errno(3)); they are the same on amd64 and arm64. */
public final class Errno {

  public static final int ENOENT = 2;
  public static final int EINTR = 4;
  public static final int EAGAIN = 11;
  public static final int ENOMEM = 12;
  public static final int EINVAL = 22;
  public static final int ENFILE = 23;
  public static final int EMFILE = 24;
  public static final int ENOSPC = 28;
  public static final int EAFNOSUPPORT = 97;
  public static final int EADDRNOTAVAIL = 99;
  public static final int ENOBUFS = 105;

  private static final Map<Integer, String> TEXT =
      Map.ofEntries(
          Map.entry(1, "EPERM, operation not permitted"),
          Map.entry(ENOENT, "ENOENT, no such file or directory"),
          Map.entry(EINTR, "EINTR, interrupted"),
          Map.entry(5, "EIO, input/output error"),
          Map.entry(7, "E2BIG, arguments and environment too long"),
          Map.entry(8, "ENOEXEC, not in a format that can be executed"),
          Map.entry(9, "EBADF, bad descriptor"),
          Map.entry(10, "ECHILD, no such child"),
          Map.entry(EAGAIN, "EAGAIN, a limit is reached or nothing is there yet"),
          Map.entry(ENOMEM, "ENOMEM, out of memory"),
          Map.entry(13, "EACCES, permission denied"),
          Map.entry(17, "EEXIST, exists already"),
          Map.entry(20, "ENOTDIR, part of the path is not a folder"),
          Map.entry(21, "EISDIR, is a folder"),
          Map.entry(EINVAL, "EINVAL, invalid argument"),
          Map.entry(ENFILE, "ENFILE, the system's descriptor table is full"),
          Map.entry(EMFILE, "EMFILE, the process's descriptor table is full"),
          Map.entry(26, "ETXTBSY, the program is being written to"),
          Map.entry(ENOSPC, "ENOSPC, no space is left"),
          Map.entry(30, "EROFS, read-only file system"),
          Map.entry(36, "ENAMETOOLONG, name too long"),
          Map.entry(38, "ENOSYS, not known to this kernel"),
          Map.entry(40, "ELOOP, too many symbolic links"),
          Map.entry(93, "EPROTONOSUPPORT, protocol not supported"),
          Map.entry(EAFNOSUPPORT, "EAFNOSUPPORT, address family not supported"),
          Map.entry(98, "EADDRINUSE, address already in use"),
          Map.entry(EADDRNOTAVAIL, "EADDRNOTAVAIL, no interface has this address"),
          Map.entry(ENOBUFS, "ENOBUFS, no buffer space"));

  private Errno() {}

  /** Name and meaning, such as {@code ENOENT, no such file or directory}. */
  public static String describe(int errno) {
    return TEXT.getOrDefault(errno, "errno " + errno);
  }

  /** The name alone, such as {@code ENOENT}. */
  public static String nameOf(int errno) {
    String text = describe(errno);
    int comma = text.indexOf(',');
    return comma < 0 ? text : text.substring(0, comma);
  }
}
