package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.builtin.MuxDirectory;
import dev.kinetd.runtime.builtin.MuxRequest;
import dev.kinetd.runtime.launch.LaunchPad;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.launch.WatchLoop;
import dev.kinetd.runtime.linux.Errno;
import dev.kinetd.runtime.linux.Sockets;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Set;

/**
 * One client of the TCPMUX port, from its first byte until the connection is handed on. Looks at
 * the request without taking it and then takes exactly the line: what follows belongs to the
 * handler. Owns the connection; works on the watch loop's thread.
 */
final class MuxConnection {

  /** A client that has not said by then what it wants is closed. */
  private static final long DEADLINE_NANOS = 30_000_000_000L;

  /** How long a client that was answered may go on sending before it is closed all the same. */
  private static final long LINGER_NANOS = 2_000_000_000L;

  private static final int READS_AT_A_TIME = 16;

  private final LiveService mux;
  private final Connection connection;
  private final int fd;
  private final Set<MuxConnection> undecided;
  private final WatchLoop loop;
  private final LaunchPad pad;
  private final byte[] line = new byte[MuxRequest.MAX_LINE_BYTES];
  private int length;
  private MuxDirectory<LiveService> directory;
  private WatchLoop.Timer deadline;

  MuxConnection(
      LiveService mux,
      Connection connection,
      Set<MuxConnection> undecided,
      WatchLoop loop,
      LaunchPad pad) {
    this.mux = mux;
    this.connection = connection;
    this.fd = connection.fd();
    this.undecided = undecided;
    this.loop = loop;
    this.pad = pad;
  }

  /**
   * Waits for the request.
   *
   * @param services who may be asked for, or null when it is too late to ask
   */
  void begin(MuxDirectory<LiveService> services) {
    directory = services;
    undecided.add(this);
    deadline = loop.schedule(DEADLINE_NANOS, () -> refuse("no request within 30 s"));
    if (services == null) {
      refuseWhileDraining();
      return;
    }
    mux.servedHere(connection);
    await();
  }

  /** The runtime is about to end. */
  void refuseWhileDraining() {
    mux.refused(connection, Refusal.DRAINING, null);
    close();
  }

  private void await() {
    loop.awaitReadable(fd, this::read);
  }

  private void read() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(MuxRequest.MAX_LINE_BYTES - length);
      int peeked = Sockets.peek(fd, buffer, null);
      if (peeked == -Errno.EAGAIN) {
        await();
        return;
      }
      if (peeked <= 0) {
        refuse("closed before a request");
        return;
      }
      decide(buffer, peeked);
    }
  }

  /** A part of a line is taken at once, since it would keep the connection readable. */
  private void decide(MemorySegment buffer, int peeked) {
    MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, line, length, peeked);
    switch (MuxRequest.of(java.nio.ByteBuffer.wrap(line, 0, length + peeked))) {
      case MuxRequest.Incomplete() -> {
        Sockets.receive(fd, buffer.asSlice(0, peeked));
        length += peeked;
        await();
      }
      case MuxRequest.TooLong() -> {
        refused("request line too long");
        say(MuxDirectory.notAvailable());
      }
      case MuxRequest.Named(String name, int lineBytes) -> {
        Sockets.receive(fd, buffer.asSlice(0, lineBytes - length));
        answer(name);
      }
    }
  }

  private void answer(String name) {
    if (MuxDirectory.isHelp(name)) {
      say(directory.listing());
      return;
    }
    LiveService target = directory.find(name);
    if (target == null) {
      refused("no service \"" + name + "\"");
      say(MuxDirectory.notAvailable());
      return;
    }
    handOver(target);
  }

  /**
   * Answers and ends the connection. What the client may have sent behind its line is read off:
   * closing over it would reset the connection, and the client could lose the answer.
   */
  private void say(byte[] text) {
    undecided.remove(this);
    send(fd, text);
    Sockets.shutdownOutput(fd);
    deadline.cancel();
    deadline = loop.schedule(LINGER_NANOS, this::close);
    readOff();
  }

  private void readOff() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(4096);
      for (int i = 0; i < READS_AT_A_TIME; i++) {
        int read = Sockets.receive(fd, buffer);
        if (read == -Errno.EAGAIN) {
          break;
        }
        if (read <= 0) {
          close();
          return;
        }
      }
    }
    loop.awaitReadable(fd, this::readOff);
  }

  private static void send(int fd, byte[] text) {
    try (Arena arena = Arena.ofConfined()) {
      Sockets.send(fd, arena.allocateFrom(ValueLayout.JAVA_BYTE, text));
    }
  }

  private void handOver(LiveService target) {
    release();
    pad.submit(spawner -> target.entrance().enter(connection, spawner, new Announced(target)));
  }

  /** Serves a client of the service it has asked for; it may have to be told that it gets it. */
  private record Announced(LiveService target) implements ConnectionServer {

    @Override
    public boolean blocking() {
      return true;
    }

    @Override
    public void serve(Connection connection, Spawner spawner) {
      if (target.service().spec().tcpMux().announce()) {
        send(connection.fd(), MuxDirectory.go());
      }
      target.launch(connection, spawner);
    }
  }

  private void refuse(String detail) {
    refused(detail);
    close();
  }

  private void refused(String detail) {
    mux.refused(connection, Refusal.REQUEST, detail);
  }

  private void close() {
    release();
    connection.close();
  }

  /** Takes the connection out of the loop's hands. */
  private void release() {
    undecided.remove(this);
    deadline.cancel();
    loop.forget(fd);
    mux.leave(connection.place());
  }
}
