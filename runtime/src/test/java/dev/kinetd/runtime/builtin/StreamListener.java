package dev.kinetd.runtime.builtin;

import dev.kinetd.api.Builtin;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.LinuxException;
import dev.kinetd.runtime.linux.SocketAddressBuffer;
import dev.kinetd.runtime.linux.Sockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens by system call, as the runtime does, and hands each accepted descriptor to built-ins. */
final class StreamListener implements AutoCloseable {

  private static final int BACKLOG = 64;

  final AtomicInteger closed = new AtomicInteger();
  private final SocketAddressBuffer local = new SocketAddressBuffer();
  private final Builtins builtins;
  private final Path path;
  private final int fd;

  StreamListener(Builtins builtins) throws LinuxException {
    this.builtins = builtins;
    this.path = null;
    local.set(InetAddress.getLoopbackAddress(), 0);
    fd = Sockets.bind(local, true, true);
    Sockets.listen(fd, BACKLOG);
    Sockets.localAddress(fd, local);
  }

  StreamListener(Builtins builtins, Path path) throws LinuxException {
    this.builtins = builtins;
    this.path = path;
    fd = Sockets.bind(local.set(path.toString()), true, true);
    Sockets.listen(fd, BACKLOG);
  }

  /** A client whose other end is served by the kind of built-in. */
  Socket connect(Builtin kind) throws IOException {
    Socket client = connect();
    serve(kind);
    return client;
  }

  /** A client that nobody serves yet. */
  Socket connect() throws IOException {
    var client = new Socket();
    client.setSoTimeout(10_000);
    client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), local.port()));
    return client;
  }

  /** Serves the oldest client that nobody serves yet. */
  void serve(Builtin kind) {
    builtins.serveStream(accept(), path != null, kind, closed::incrementAndGet);
  }

  /** The same over a Unix socket. */
  SocketChannel connectUnix(Builtin kind) throws IOException {
    var client = SocketChannel.open(StandardProtocolFamily.UNIX);
    client.connect(UnixDomainSocketAddress.of(path));
    serve(kind);
    return client;
  }

  private int accept() {
    return Sockets.accept(fd, new SocketAddressBuffer(), false);
  }

  @Override
  public void close() {
    Descriptors.close(fd);
  }
}
