package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.launch.Invocation;
import dev.kinetd.runtime.launch.InvocationOwner;
import dev.kinetd.runtime.launch.LaunchFailure;
import dev.kinetd.runtime.launch.LaunchPad;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.launch.WatchLoop;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.LinuxException;
import dev.kinetd.runtime.linux.SocketAddressBuffer;
import dev.kinetd.runtime.linux.Sockets;
import dev.kinetd.runtime.resolve.Endpoint;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Gives the listening or the unread datagram socket itself to one handler at a time and watches it
 * again when that handler has exited. Nothing is ever read from it here. A handler that leaves the
 * queue as it found it is started again after pauses that grow, and never given up. What a handler
 * does to the socket itself ends with the handler: a flag is set back, and a socket to which no
 * client can come any more is replaced by whoever opened it.
 *
 * <p>Everything but the launch itself and closing happens on the watch loop's thread.
 */
final class WaitListener implements Listener, InvocationOwner {

  private final ListenSocket socket;
  private final LiveService service;
  private final Gate gate;
  private final WatchLoop loop;
  private final LaunchPad pad;
  private final Runnable onUseless;
  private final Pause pause;
  private final SocketAddressBuffer address = new SocketAddressBuffer();

  /** Room for the first byte of a datagram; the rest of it is of no interest here. */
  private final MemorySegment nothing = Arena.ofAuto().allocate(1);

  private final DatagramEnd end;
  private QueueHead before;
  private boolean twisted;
  private volatile boolean closed;
  private volatile boolean useless;

  /**
   * @param onUseless called, on the watch loop's thread, when the socket must be replaced
   */
  WaitListener(
      ListenSocket socket,
      LiveService service,
      Gate gate,
      WatchLoop loop,
      LaunchPad pad,
      Runnable onUseless) {
    this.socket = socket;
    this.service = service;
    this.gate = gate;
    this.loop = loop;
    this.pad = pad;
    this.onUseless = onUseless;
    end = socket.endpoint().stream() ? null : DatagramEnd.of(socket.fd());
    pause = new Pause(socket.endpoint() instanceof Endpoint.Inet);
    if (!socket.endpoint().stream()) {
      // From now on arrivals are timed, by which QueueHead tells equal datagrams apart.
      Sockets.arrivalNanos(socket.fd());
    }
    loop.execute(this::watch);
  }

  private void watch() {
    if (!closed && !isUseless()) {
      loop.awaitReadable(socket.fd(), this::ready);
    }
  }

  private boolean isUseless() {
    if (!useless && !Sockets.takesClients(socket.fd(), address)) {
      useless = true;
      service.warn("a handler has made its socket useless to others; it is opened again");
      onUseless.run();
    }
    return useless;
  }

  /** Somebody is there. */
  private void ready() {
    if (closed || isUseless()) {
      return;
    }
    boolean tooSoon = before != null && pause.endedTooSoon();
    if (tooSoon && before.isStillThere(QueueHead.of(socket, address, before.clients() != null))) {
      long nanos = pause.next();
      service.setTrouble(
          "the handler left what waits for it unread; next start in " + nanos / 1_000_000 + " ms");
      loop.schedule(nanos, () -> admit(true));
      return;
    }
    pause.reset();
    admit(tooSoon);
  }

  private void admit(boolean suspicious) {
    if (closed) {
      return;
    }
    long untilToken = service.admission().nanosUntilStart(System.nanoTime());
    if (untilToken > 0) {
      loop.schedule(untilToken, this::watch);
    } else if (!socket.endpoint().stream() && gate.watches(service.name())) {
      vetSender(suspicious);
    } else {
      start(suspicious, null);
    }
  }

  /**
   * Asks for whoever sent the datagram that waits first. It alone is dropped if refused; once a
   * handler runs, it meets everybody who comes.
   */
  private void vetSender(boolean suspicious) {
    if (Sockets.peek(socket.fd(), nothing, address) < 0) {
      watch();
      return;
    }
    Connection sender = Connection.of(-1, address);
    service
        .entrance()
        .enterDatagram(
            sender,
            end.visitor(sender.source(), sender.port()),
            granted -> loop.execute(() -> vetted(granted, sender, suspicious)));
  }

  private void vetted(boolean granted, Connection sender, boolean suspicious) {
    if (granted) {
      start(suspicious, sender);
    } else if (!closed) {
      Sockets.receive(socket.fd(), nothing);
      watch();
    }
  }

  /**
   * Starts the handler.
   *
   * @param suspicious whether the last one was so quick that it may not have done its work
   * @param first who sent the datagram that waits first, or null where nobody had to ask
   */
  private void start(boolean suspicious, Connection first) {
    if (closed) {
      return;
    }
    if (service.admission().enterService(System.nanoTime()) != null) {
      loop.schedule(Pause.SHORTEST_NANOS, this::watch);
    } else {
      before = QueueHead.of(socket, address, suspicious);
      pause.started();
      twisted = first != null && first.twist() != null;
      pad.submit(spawner -> launch(spawner, first));
    }
  }

  /**
   * On a thread of the launch pad. Excludes closing, since the number of a closed socket may mean
   * another one.
   */
  private synchronized void launch(Spawner spawner, Connection first) {
    if (closed) {
      service.admission().leaveService();
      return;
    }
    boolean launched = false;
    try {
      setBlocking();
      HandlerEnvironment.writeWait(spawner, socket.fd(), socket.endpoint().stream(), service);
      LaunchFailure failure = service.launchWait(spawner, first, this, socket.fd());
      launched = failure == null;
      if (launched) {
        service.launched();
      } else {
        loop.execute(() -> failed(failure));
      }
    } finally {
      if (!launched) {
        service.admission().leaveService();
        loop.execute(this::watchLater);
      }
    }
  }

  /** The last handler may have changed the flag, which all of them share. */
  private void setBlocking() {
    try {
      Descriptors.setBlocking(socket.fd(), true);
    } catch (LinuxException e) {
      // Of no open descriptor; and then there is nothing to hand over either.
    }
  }

  private void failed(LaunchFailure failure) {
    if (closed || !socket.endpoint().stream()) {
      service.failed(failure, null);
    } else {
      closeWaiting(failure);
    }
  }

  private void watchLater() {
    before = null;
    loop.schedule(pause.next(), this::watch);
  }

  /** Clients of a program that does not start are closed; datagrams wait for a better time. */
  private void closeWaiting(LaunchFailure failure) {
    // Asked before each one: the socket is blocking, and a process that an earlier handler left
    // behind may accept as well.
    while (Sockets.isReadable(socket.fd())) {
      int connection = Sockets.accept(socket.fd(), address, true);
      if (connection < 0) {
        break;
      }
      Connection client = Connection.of(connection, address);
      client.close();
      service.failed(failure, client);
    }
  }

  @Override
  public void exited(Invocation invocation) {
    service.handlerExited(invocation);
    if (!closed && !Sockets.isReadable(socket.fd())) {
      // Nothing is left of what it was started for.
      before = null;
    } else if (!closed && twisted && isLeft()) {
      // A command in place of the service need not know that it had to take the datagram, which
      // would be in the way of all others.
      Sockets.receive(socket.fd(), nothing);
      before = null;
    }
    watch();
  }

  private boolean isLeft() {
    return before != null && before.isStillThere(QueueHead.of(socket, address, false));
  }

  @Override
  public boolean useless() {
    return useless;
  }

  @Override
  public void close() {
    release();
    socket.close();
  }

  @Override
  public void release() {
    synchronized (this) {
      closed = true;
    }
    loop.executeAndWait(() -> loop.forget(socket.fd()));
  }
}
