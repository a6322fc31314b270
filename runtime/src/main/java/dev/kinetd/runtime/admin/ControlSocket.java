package dev.kinetd.runtime.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kinetd.runtime.linux.ProcessControl;
import dev.kinetd.runtime.linux.SocketFile;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A Unix socket that only the runtime's own user can open, and that answers each connection with
 * the status as one JSON document. Works on a thread of its own.
 */
public final class ControlSocket implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int OTHERS_WRITE = 022;
  private static final int STICKY = 01000;
  private static final long SHORTAGE_NANOS = 100_000_000;
  private static final long PATIENCE_NANOS = 1_000_000_000;
  private static final long PAUSE_NANOS = 1_000_000;

  private final Path path;
  private final ServerSocketChannel channel;
  private final Supplier<StatusReport> status;

  private ControlSocket(Path path, ServerSocketChannel channel, Supplier<StatusReport> status) {
    this.path = path;
    this.channel = channel;
    this.status = status;
  }

  /** Where the socket is when nobody says otherwise. */
  public static Path defaultPath(boolean root) {
    String runtimeDir = System.getenv("XDG_RUNTIME_DIR");
    if (root) {
      return Path.of("/run/kinetd/control.sock");
    }
    Path folder =
        runtimeDir != null
            ? Path.of(runtimeDir, "kinetd")
            : Path.of(
                System.getProperty("java.io.tmpdir"), "kinetd-" + System.getProperty("user.name"));
    return folder.resolve("control.sock");
  }

  /**
   * Opens the socket in a folder in which nobody else can put another in its place, and makes the
   * folder if need be.
   *
   * @throws IOException also when another runtime answers there, or a file is there
   */
  public static ControlSocket open(Path path, Supplier<StatusReport> status) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    requireSafe(folder);
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      if (!SocketFile.exists(path)) {
        throw new IOException(path + " exists and is no socket");
      }
      if (answers(path)) {
        throw new IOException("another kinetd answers at " + path);
      }
      Files.delete(path);
    }
    var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(path));
    SocketFile.protect(path, -1, -1, 0600);
    var control = new ControlSocket(path, channel, status);
    Thread.ofPlatform().name("kinetd-control").daemon().start(control::serve);
    return control;
  }

  /** Such as a folder in /tmp that somebody made who knew that it would be looked for. */
  private static void requireSafe(Path folder) throws IOException {
    int mode = attribute(folder, "unix:mode");
    boolean othersWrite = (mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0;
    if (othersWrite
        || !isTrusted(attribute(folder, "unix:uid"))
        || !isTrusted(attribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
      throw new IOException("others may write to the folder " + folder);
    }
  }

  private static boolean isTrusted(int uid) {
    return uid == 0 || uid == ProcessControl.effectiveUser();
  }

  private static int attribute(Path path, String name, LinkOption... options) throws IOException {
    return (Integer) Files.getAttribute(path, name, options);
  }

  private static boolean answers(Path path) {
    try (var probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void serve() {
    while (channel.isOpen()) {
      try {
        answer(channel.accept());
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | RuntimeException | Error e) {
        // No descriptor or no memory is to be had; asking at once would only take time from others.
        LockSupport.parkNanos(SHORTAGE_NANOS);
      }
    }
  }

  /** A client that does not read must not keep the others waiting for long. */
  private void answer(SocketChannel client) {
    try (client) {
      client.configureBlocking(false);
      ByteBuffer report = ByteBuffer.wrap(JSON.writeValueAsBytes(status.get()));
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (report.hasRemaining() && System.nanoTime() - end < 0) {
        if (client.write(report) > 0) {
          end = System.nanoTime() + PATIENCE_NANOS;
        } else {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    } catch (IOException e) {
      // The client went away; the next one is served.
    }
  }

  /**
   * Asks the runtime behind a socket.
   *
   * @throws IOException when none answers
   */
  public static StatusReport ask(Path path) throws IOException {
    try (var client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      // Read whole before it is parsed: a first use of the parser can take longer than the runtime
      // waits for a reader.
      byte[] report = Channels.newInputStream(client).readAllBytes();
      return JSON.readValue(report, StatusReport.class);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
