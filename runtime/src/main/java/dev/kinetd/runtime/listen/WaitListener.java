package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.launch.Invocation;
import dev.kinetd.runtime.launch.InvocationOwner;
import dev.kinetd.runtime.launch.LaunchFailure;
import dev.kinetd.runtime.launch.LaunchPad;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.launch.WatchLoop;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.SocketAddressBuffer;
import dev.kinetd.runtime.linux.Sockets;
import dev.kinetd.runtime.resolve.Endpoint;

/**
 * Gives the listening or the unread datagram socket itself to one handler at a time and watches it
 * again when that handler has exited. Nothing is ever read from it here. A handler that leaves the
 * queue as it found it is started again after pauses that grow, and never given up.
 *
 * <p>Everything but the launch itself happens on the watch loop's thread.
 */
final class WaitListener implements Listener, InvocationOwner {

  private final ListenSocket socket;
  private final LiveService service;
  private final WatchLoop loop;
  private final LaunchPad pad;
  private final Pause pause;
  private final SocketAddressBuffer address = new SocketAddressBuffer();
  private QueueHead before;
  private boolean closed;

  WaitListener(ListenSocket socket, LiveService service, WatchLoop loop, LaunchPad pad) {
    this.socket = socket;
    this.service = service;
    this.loop = loop;
    this.pad = pad;
    pause = new Pause(socket.endpoint() instanceof Endpoint.Inet);
    loop.execute(this::watch);
  }

  private void watch() {
    if (!closed && loop.awaitReadable(socket.fd(), this::ready) < 0) {
      // No memory for the watch: try again a little later.
      loop.schedule(Pause.LONGEST_NANOS, this::watch);
    }
  }

  /** Somebody is there. */
  private void ready() {
    if (closed) {
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
    start(tooSoon);
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

  /** On a thread of the launch pad. */
  private void launch(Spawner spawner) {
    HandlerEnvironment.writeWait(spawner, socket.fd(), socket.endpoint().stream(), service);
    LaunchFailure failure =
        service.launchWait(spawner, service.definition().plan(), this, socket.fd());
    if (failure == null) {
      service.launched();
    } else {
      loop.execute(() -> failed(failure));
    }
  }

  private void failed(LaunchFailure failure) {
    service.admission().leaveService();
    service.failed(failure, null, 0);
    if (closed) {
      return;
    }
    if (socket.endpoint().stream()) {
      closeWaiting();
    }
    before = null;
    loop.schedule(pause.next(), this::watch);
  }

  /** Clients of a program that does not start are closed; datagrams wait for a better time. */
  private void closeWaiting() {
    int clients = Math.max(1, Sockets.acceptQueue(socket.fd()));
    for (int i = 0; i < clients; i++) {
      int connection = Sockets.accept(socket.fd(), address, true);
      if (connection < 0) {
        return;
      }
      Descriptors.close(connection);
    }
  }

  @Override
  public void exited(Invocation invocation) {
    service.handlerExited(invocation);
    watch();
  }

  @Override
  public void close() {
    release();
    socket.close();
  }

  @Override
  public void release() {
    loop.executeAndWait(
        () -> {
          closed = true;
          loop.forget(socket.fd());
        });
  }
}
