package dev.kinetd.runtime.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Users and groups as the C library knows them, so that every source of nsswitch.conf(5) counts.
 * May block where such a source is on the network. Ids are unsigned 32-bit numbers in an int.
 *
 * <p>Structures as on LP64 Linux; see getpwnam(3), getgrnam(3) and getgrouplist(3).
 */
public final class Accounts {

  private static final int ERANGE = 34;
  private static final int FIRST_BUFFER = 1024;
  private static final int LAST_BUFFER = 1 << 24;
  private static final int MOST_GROUPS = 1 << 16;

  private static final long PASSWD_SIZE = 48;
  private static final long PASSWD_NAME = 0;
  private static final long PASSWD_UID = 16;
  private static final long PASSWD_GID = 20;
  private static final long GROUP_SIZE = 32;
  private static final long GROUP_GID = 16;

  private static final MethodHandle GETPWNAM_R =
      handle(
          "getpwnam_r",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
  private static final MethodHandle GETPWUID_R =
      handle(
          "getpwuid_r",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
  private static final MethodHandle GETGRNAM_R =
      handle(
          "getgrnam_r",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
  private static final MethodHandle GETGROUPLIST =
      handle("getgrouplist", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));

  private Accounts() {}

  /** A user of the machine. */
  public record User(String name, int uid, int gid) {}

  private interface LookUp {
    int into(MemorySegment entry, MemorySegment buffer, MemorySegment result) throws Throwable;
  }

  public static Optional<User> user(String name) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocateFrom(name);
      return user(
          arena,
          (entry, buffer, result) ->
              (int) GETPWNAM_R.invokeExact(key, entry, buffer, buffer.byteSize(), result));
    }
  }

  public static Optional<User> user(int uid) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      return user(
          arena,
          (entry, buffer, result) ->
              (int) GETPWUID_R.invokeExact(uid, entry, buffer, buffer.byteSize(), result));
    }
  }

  /** The id of a group. */
  public static Optional<Integer> group(String name) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocateFrom(name);
      MemorySegment group =
          entry(
              arena,
              GROUP_SIZE,
              (entry, buffer, result) ->
                  (int) GETGRNAM_R.invokeExact(key, entry, buffer, buffer.byteSize(), result));
      return group == null ? Optional.empty() : Optional.of(group.get(JAVA_INT, GROUP_GID));
    }
  }

  /** The groups that initgroups(3) would set for a user whose own group is {@code gid}. */
  public static List<Integer> groups(String user, int gid) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(user);
      MemorySegment count = arena.allocate(JAVA_INT);
      for (int room = 32; room <= MOST_GROUPS; room *= 2) {
        MemorySegment groups = arena.allocate(JAVA_INT, room);
        count.set(JAVA_INT, 0, room);
        if ((int) GETGROUPLIST.invokeExact(name, gid, groups, count) >= 0) {
          var list = new ArrayList<Integer>();
          for (int i = 0; i < count.get(JAVA_INT, 0); i++) {
            list.add(groups.getAtIndex(JAVA_INT, i));
          }
          return list;
        }
      }
      throw new IOException("more groups than Linux allows");
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<User> user(Arena arena, LookUp lookUp) throws IOException {
    MemorySegment passwd = entry(arena, PASSWD_SIZE, lookUp);
    if (passwd == null) {
      return Optional.empty();
    }
    String name = passwd.get(ADDRESS, PASSWD_NAME).reinterpret(Long.MAX_VALUE).getString(0);
    return Optional.of(
        new User(name, passwd.get(JAVA_INT, PASSWD_UID), passwd.get(JAVA_INT, PASSWD_GID)));
  }

  /** The entry, which points into memory of the arena, or null. */
  private static MemorySegment entry(Arena arena, long size, LookUp lookUp) throws IOException {
    MemorySegment entry = arena.allocate(size, Long.BYTES);
    MemorySegment result = arena.allocate(ADDRESS);
    try {
      for (long room = FIRST_BUFFER; room <= LAST_BUFFER; room *= 4) {
        int errno = lookUp.into(entry, arena.allocate(room), result);
        if (errno == 0) {
          return result.get(ADDRESS, 0).address() == 0 ? null : entry;
        }
        if (isNotFound(errno)) {
          return null;
        }
        if (errno != ERANGE) {
          throw new IOException("the user database answers with errno " + errno);
        }
      }
      throw new IOException("an entry of the user database is too large");
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Sources say it in different ways: EPERM, ENOENT, ESRCH, EBADF (getpwnam(3)). */
  private static boolean isNotFound(int errno) {
    return errno == 1 || errno == 2 || errno == 3 || errno == 9;
  }

  private static MethodHandle handle(String function, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(function), type);
  }
}
