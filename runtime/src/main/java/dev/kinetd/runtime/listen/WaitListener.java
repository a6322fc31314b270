package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.access.AccessDecision;
import dev.kinetd.runtime.access.Facts;
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

  private QueueHead before;
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
      loop.schedule(nanos, () -> start(true));
      return;
    }
    pause.reset();
    if (!socket.endpoint().stream() && gate.watches(service.name())) {
      vetSender(tooSoon);
    } else {
      start(tooSoon);
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
    var visitor = new Visitor(sender.source(), sender.port(), null, 0, false);
    if (gate.decide(service.name(), visitor, Facts.NONE) instanceof AccessDecision decision) {
      vetted(decision, sender, suspicious);
      return;
    }
    Thread.ofVirtual()
        .name("kinetd-judge")
        .start(
            () -> {
              AccessDecision decision =
                  gate.await(service.name(), visitor, Gate.NO_COMMANDS).decision();
              loop.execute(() -> vetted(decision, sender, suspicious));
            });
  }

  private void vetted(AccessDecision decision, Connection sender, boolean suspicious) {
    if (service.entrance().admitsDatagram(decision, sender.source(), sender.port())) {
      start(suspicious);
    } else if (!closed) {
      Sockets.receive(socket.fd(), nothing);
      watch();
    }
  }

  /**
   * Starts the handler.
   *
   * @param suspicious whether the last one was so quick that it may not have done its work
   */
  private void start(boolean suspicious) {
    if (closed) {
      return;
    }
    long untilToken = service.admission().nanosUntilStart(System.nanoTime());
    if (untilToken > 0) {
      loop.schedule(untilToken, this::watch);
    } else if (service.admission().enterService(System.nanoTime()) != null) {
      loop.schedule(Pause.SHORTEST_NANOS, this::watch);
    } else {
      before = QueueHead.of(socket, address, suspicious);
      pause.started();
      pad.submit(this::launch);
    }
  }

  /**
   * On a thread of the launch pad. Excludes closing, since the number of a closed socket may mean
   * another one.
   */
  private synchronized void launch(Spawner spawner) {
    if (closed) {
      service.admission().leaveService();
      return;
    }
    boolean launched = false;
    try {
      setBlocking();
      HandlerEnvironment.writeWait(spawner, socket.fd(), socket.endpoint().stream(), service);
      LaunchFailure failure =
          service.launchWait(spawner, service.definition().plan(), this, socket.fd());
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
    }
    watch();
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
