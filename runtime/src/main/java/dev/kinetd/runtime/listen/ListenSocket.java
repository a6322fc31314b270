package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.LinuxException;
import dev.kinetd.runtime.linux.SocketAddressBuffer;
import dev.kinetd.runtime.linux.SocketFile;
import dev.kinetd.runtime.linux.Sockets;
import dev.kinetd.runtime.resolve.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bound socket of a service; whoever opened it owns the descriptor until {@link #close}. */
public final class ListenSocket {

  private final Endpoint endpoint;
  private final int fd;

  /** Which file a Unix socket's path stands for; another socket may have taken the path since. */
  private final Object inode;

  private int backlog;

  private ListenSocket(Endpoint endpoint, int fd, Object inode, int backlog) {
    this.endpoint = endpoint;
    this.fd = fd;
    this.inode = inode;
    this.backlog = backlog;
  }

  /**
   * Binds and, for a stream, listens.
   *
   * @param blocking true for a socket that handlers are to get themselves
   * @throws IOException naming the call and the error
   */
  static ListenSocket open(Endpoint endpoint, int backlog, boolean blocking) throws IOException {
    var address = new SocketAddressBuffer();
    int fd =
        switch (endpoint) {
          case Endpoint.Inet inet ->
              Sockets.bind(address.set(inet.address(), inet.port()), inet.stream(), blocking);
          case Endpoint.Unix unix -> {
            removeStale(Path.of(unix.path()));
            yield Sockets.bind(address.set(unix.path()), unix.stream(), blocking);
          }
        };
    try {
      Object inode = null;
      if (endpoint instanceof Endpoint.Unix unix) {
        Path path = Path.of(unix.path());
        // Before it listens, so that nobody connects too early.
        SocketFile.protect(path, unix.uid(), unix.gid(), unix.mode());
        inode = SocketFile.inode(path);
      }
      if (endpoint.stream()) {
        Sockets.listen(fd, backlog);
      }
      return new ListenSocket(endpoint, fd, inode, backlog);
    } catch (IOException e) {
      Descriptors.close(fd);
      throw e;
    }
  }

  /** As every inetd does, and only where the path is a socket. */
  private static void removeStale(Path path) throws IOException {
    if (SocketFile.exists(path)) {
      Files.delete(path);
    }
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  int fd() {
    return fd;
  }

  /** Changes how many connections the kernel may queue. */
  public void setBacklog(int wanted) throws LinuxException {
    if (endpoint.stream() && wanted != backlog) {
      Sockets.listen(fd, wanted);
      backlog = wanted;
    }
  }

  /** Closes the socket and removes the path of a Unix socket. */
  public void close() {
    if (endpoint instanceof Endpoint.Unix unix) {
      try {
        Path path = Path.of(unix.path());
        if (SocketFile.exists(path) && SocketFile.inode(path).equals(inode)) {
          Files.delete(path);
        }
      } catch (IOException e) {
        // The path stays behind; the next start removes it.
      }
    }
    Descriptors.close(fd);
  }
}
