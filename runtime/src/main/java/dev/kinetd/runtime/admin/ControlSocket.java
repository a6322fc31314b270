package dev.kinetd.runtime.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.function.Supplier;

/**
 * A Unix socket that only the runtime's own user can open, and that answers each connection with
 * the status as one JSON document. Works on a thread of its own.
 */
public final class ControlSocket implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

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
   * Opens the socket in a folder that is closed to everybody else, and makes the folder if need be.
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
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      if (!isSocket(path)) {
        throw new IOException(path + " exists and is no socket");
      }
      if (answers(path)) {
        throw new IOException("another kinetd answers at " + path);
      }
      Files.delete(path);
    }
    var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(path));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    var control = new ControlSocket(path, channel, status);
    Thread.ofPlatform().name("kinetd-control").daemon().start(control::serve);
    return control;
  }

  private static boolean isSocket(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) >> 12 == 014;
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
      try (SocketChannel client = channel.accept()) {
        client.write(ByteBuffer.wrap(JSON.writeValueAsBytes(status.get())));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        // The client went away; the next one is served.
      }
    }
  }

  /**
   * Asks the runtime behind a socket.
   *
   * @throws IOException when none answers
   */
  public static StatusReport ask(Path path) throws IOException {
    try (var client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return JSON.readValue(Channels.newInputStream(client), StatusReport.class);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
